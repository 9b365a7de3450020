import type { Challenge } from "../machine-types.ts";
import { newPasswordRequired } from "./new-password-required.ts";
import { password } from "./password.ts";
import { passwordSrp } from "./password-srp.ts";
import { passwordVerifier } from "./password-verifier.ts";
import { selectChallenge } from "./select-challenge.ts";

/** Every challenge. Those that can stand between a proven factor and the tokens are asked in this order. */
export const challenges: readonly Challenge[] = [
  selectChallenge,
  password,
  passwordSrp,
  passwordVerifier,
  newPasswordRequired,
];
