import type { Flow } from "../machine-types.ts";
import { userAuth } from "./user-auth.ts";
import { adminUserPasswordAuth, userPasswordAuth } from "./user-password-auth.ts";
import { userSrpAuth } from "./user-srp-auth.ts";

/** Every way to begin a sign-in. */
export const flows: readonly Flow[] = [userSrpAuth, userPasswordAuth, adminUserPasswordAuth, userAuth];
