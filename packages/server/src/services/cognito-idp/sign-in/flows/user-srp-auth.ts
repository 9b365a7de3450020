import type { Flow } from "../machine-types.ts";

/** A password proven without being sent. */
export const userSrpAuth: Flow = {
  name: "USER_SRP_AUTH",
  start: async () => ({ kind: "ask", challenge: "PASSWORD_VERIFIER" }),
};
