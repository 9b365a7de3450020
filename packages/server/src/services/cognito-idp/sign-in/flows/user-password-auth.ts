import type { Flow } from "../machine-types.ts";
import { required } from "../parameters.ts";
import { provePlainPassword } from "../prove-password.ts";

const start: Flow["start"] = (context) => provePlainPassword(context, required(context.parameters, "PASSWORD"));

/** The password in clear, from a client. */
export const userPasswordAuth: Flow = { name: "USER_PASSWORD_AUTH", start };

/** The same from a server with credentials. */
export const adminUserPasswordAuth: Flow = { name: "ADMIN_USER_PASSWORD_AUTH", start };
