import type { Challenge } from "../machine-types.ts";
import { required } from "../parameters.ts";

/** USER_AUTH's SRP, when SRP_A did not come with the choice: the answer brings it. */
export const passwordSrp: Challenge = {
  name: "PASSWORD_SRP",

  async ask({ subject }) {
    return { parameters: { USERNAME: subject.userId }, data: null };
  },

  async answer({ parameters }) {
    required(parameters, "SRP_A");
    return { kind: "ask", challenge: "PASSWORD_VERIFIER" };
  },
};
