import type { AwsError } from "../../../aws/errors.ts";
import { errors } from "../errors.ts";
import { isTemporaryPasswordExpired } from "../users/temporary-password.ts";
import type { StepContext } from "./machine-types.ts";

/**
 * What a user who has proven a credential may still be told instead of being signed in. Nothing of it is told before: a stranger
 * learns neither that a user exists nor in which state. (AWS tells "not confirmed" before the password; see docs/deviations.md.)
 */
export function refuseAfterProof({ subject, ports, passed }: StepContext): AwsError | undefined {
  const { user, pool, password } = subject;
  if (user === undefined) return errors.incorrectUsernameOrPassword();
  if (!user.enabled) return errors.userDisabled();
  if (user.status === "UNCONFIRMED") return errors.userNotConfirmed();
  if (user.status === "RESET_REQUIRED") return errors.passwordResetRequired();
  if (user.status === "FORCE_CHANGE_PASSWORD" && !passed.includes("NEW_PASSWORD_REQUIRED")) {
    const since = password?.temporarySince;
    const expired = since !== undefined && isTemporaryPasswordExpired(pool.settings.passwordPolicy, since, ports.now());
    if (expired) return errors.temporaryPasswordExpired();
  }
  return undefined;
}
