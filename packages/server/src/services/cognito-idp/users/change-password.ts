import type { AwsError } from "../../../aws/errors.ts";
import { matchesPassword } from "../credentials/credential.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { afterFailure, isLocked } from "../limits/lockout.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { passwordAttempts } from "../sign-in/apply-changes.ts";
import type { TokenBearer } from "../tokens/access-token.ts";
import { presentBearer } from "../tokens/present-bearer.ts";
import { foldName } from "./names.ts";
import { prepareNewPassword } from "./new-password.ts";
import { failedPasswordRule } from "./password-policy.ts";
import { isTemporaryPasswordExpired } from "./temporary-password.ts";

/**
 * Gives the bearer of an access token a new password for the present one, which a user without any need not name. A wrong one counts
 * like a failed sign-in, and against a limit of its own: whoever has taken a token must not find the password out with it. Tokens
 * stay good (recorded). Order (assumed): policy, limit, lock, present password, history.
 *
 * @throws AwsError
 */
export async function changePassword(
  ctx: CognitoContext,
  bearer: TokenBearer,
  { previous, proposed }: { previous: string | undefined; proposed: string },
): Promise<void> {
  const { pool } = bearer;
  const { sub, username } = bearer.user;
  const policy = pool.settings.passwordPolicy;
  const rule = failedPasswordRule(proposed, policy);
  if (rule !== undefined) throw errors.passwordRefused(rule);
  const present = await ctx.users.password(ctx.storage.db, pool.id, sub);
  if (present !== undefined && previous === undefined) throw errors.missingParameter("PreviousPassword");
  const proven =
    present === undefined || (previous !== undefined && (await matchesPassword(present.current, previous, ctx)));

  const now = ctx.clock.now();
  const changes = { poolId: pool.id, subject: sub, kind: "change-password" };
  const signIns = passwordAttempts({ pool, nameKey: foldName(pool, username) });
  const lock = ctx.limits["sign-in"];
  const since = present?.temporarySince;
  const refusal = await ctx.storage.write(async (tx): Promise<AwsError | undefined> => {
    await presentBearer(ctx, tx, bearer);
    if (!(await attemptStore.count(tx, changes, ctx.limits["change-password"], now))) {
      return errors.attemptLimitExceeded();
    }
    const failures = await attemptStore.failures(tx.db, signIns);
    if (lock !== undefined && isLocked(failures, now)) return errors.passwordAttemptsExceeded();
    if (!proven) {
      if (lock !== undefined) await attemptStore.setFailures(tx, signIns, afterFailure(failures, lock, now));
      return errors.incorrectUsernameOrPassword();
    }
    const expired = since !== undefined && isTemporaryPasswordExpired(policy, since, now);
    return expired ? errors.temporaryPasswordExpired() : undefined;
  });
  if (refusal) throw refusal;

  const password = await prepareNewPassword(ctx, {
    pool,
    username,
    present,
    given: proposed,
    refuse: errors.passwordRefused,
  });
  await ctx.storage.write(async (tx) => {
    const user = await presentBearer(ctx, tx, bearer);
    const stored = await ctx.users.setPassword(tx, user, password, { seen: present?.stamp, next: ctx.random.uuid() });
    // Somebody else changed it first, so the one that was proven is the present one no more.
    if (!stored) throw errors.incorrectUsernameOrPassword();
    // The user has chosen a password of his own: nothing is left to ask for at the next sign-in (assumed).
    if (user.status === "FORCE_CHANGE_PASSWORD") {
      await ctx.users.change(tx, pool, sub, (before) => ({ ...before, status: "CONFIRMED", modifiedAt: now }));
    }
    await attemptStore.forget(tx, changes);
    await attemptStore.forget(tx, signIns);
    await tx.emit(poolEvent(ctx, pool, "PasswordChanged", { subject: sub, actor: sub }));
  });
}
