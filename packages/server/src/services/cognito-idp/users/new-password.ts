import type { AwsError } from "../../../aws/errors.ts";
import { createCredential } from "../credentials/credential.ts";
import type { CognitoContext } from "../operation.ts";
import { poolNameOf } from "../pools/pool-name.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { assertNotUsedBefore } from "./password-history.ts";
import { failedPasswordRule } from "./password-policy.ts";
import type { UserPassword } from "./user-password.ts";

/**
 * What is to be stored when a user gets a new password. Slow: belongs before the unit of work.
 * @throws `refuse(rule)` when the policy is not met, PasswordHistoryPolicyViolationException when it was used before.
 */
export async function prepareNewPassword(
  ctx: CognitoContext,
  request: {
    pool: UserPool;
    /** As stored: USER_ID_FOR_SRP. */
    username: string;
    present: UserPassword | undefined;
    given: string;
    refuse: (rule: string) => AwsError;
    temporary?: boolean;
    /** The history is kept but not asked: for a password that the user will have to replace before it counts. */
    mayRepeat?: boolean;
  },
): Promise<UserPassword> {
  const { pool, username, present, given, refuse } = request;
  const policy = pool.settings.passwordPolicy;
  const rule = failedPasswordRule(given, policy);
  if (rule !== undefined) throw refuse(rule);
  const size = policy.passwordHistorySize ?? 0;
  // The password in force is history only once it was permanent: a temporary one may be kept (recorded: moto's aws_verified tests).
  const earlier =
    present === undefined
      ? []
      : [...(present.temporarySince === undefined ? [present.current] : []), ...present.history].slice(0, size);
  if (!request.mayRepeat) await assertNotUsedBefore(given, earlier, ctx);
  const current = await createCredential(given, { poolName: poolNameOf(pool), userId: username }, ctx);
  return { current, history: earlier, temporarySince: request.temporary ? ctx.clock.now() : undefined };
}
