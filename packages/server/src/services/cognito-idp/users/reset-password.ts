import type { AwsError } from "../../../aws/errors.ts";
import { hidesUnknownUsers } from "../clients/hides-unknown-users.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { codeStore } from "../codes/code-store.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { CognitoReader } from "../tables.ts";
import { findUserByName } from "./find-user.ts";
import { forgetPasswordFailures } from "./forget-password-failures.ts";
import { countedName, foldName } from "./names.ts";
import { prepareNewPassword } from "./new-password.ts";
import { failedPasswordRule } from "./password-policy.ts";
import { simulatedSub } from "./sub.ts";
import type { User } from "./user.ts";

/**
 * Sets a new password for whoever brings the code of ForgotPassword or AdminResetUserPassword. The order (assumed): client, policy,
 * attempts, code, history. What only the user's own past can tell, the history, is told after the code was right; the code is used up
 * together with the change of the password, so a refused password leaves it. A stranger's name goes the same way up to the code.
 *
 * @throws AwsError
 */
export async function resetPassword(
  ctx: CognitoContext,
  { pool, client }: Pick<ClientAndPool, "pool" | "client">,
  request: { username: string; code: string; password: string },
): Promise<void> {
  const rule = failedPasswordRule(request.password, pool.settings.passwordPolicy);
  if (rule !== undefined) throw errors.passwordRefused(rule);
  const found = await findUserByName(ctx, pool, request.username);
  const hides = hidesUnknownUsers(client);
  if (found === undefined && !hides) throw errors.usernameClientIdNotFound();

  const name = foldName(pool, request.username);
  const attempts = (user: User | undefined) => ({
    poolId: pool.id,
    subject: countedName(pool, name, user),
    kind: "confirm-forgot-password",
  });
  const now = ctx.clock.now();
  const sub = found?.sub ?? simulatedSub(pool.secret, name);
  const judge = async (db: CognitoReader, user: User | undefined): Promise<AwsError | User> => {
    if (user !== undefined && !hides) {
      if (!user.enabled) return errors.userDisabled();
      if (user.status === "UNCONFIRMED") return errors.userNotConfirmed();
    }
    const key = { sub, purpose: "reset-password", attribute: undefined } as const;
    const verdict = await codeStore.check(db, pool, key, { value: request.code, now });
    if (verdict.verdict === "absent") return errors.codeExpired();
    if (verdict.verdict === "wrong" || user === undefined || !user.enabled) return errors.codeMismatch();
    // Who reads an address that is the user's no more must not get in by a code that went there.
    if (user.attributes[verdict.attribute] !== verdict.destination) return errors.codeExpired();
    if (user.status !== "CONFIRMED" && user.status !== "RESET_REQUIRED") return errors.resetNotInThisState();
    return user;
  };

  const judged = await ctx.storage.write(async (tx) => {
    const user = await ctx.users.find(tx.db, pool.id, sub);
    return (await attemptStore.count(tx, attempts(user), ctx.limits["confirm-forgot-password"], now))
      ? judge(tx.db, user)
      : errors.attemptLimitExceeded();
  });
  if (judged instanceof Error) throw judged;

  const present = await ctx.users.password(ctx.storage.db, pool.id, sub);
  const { username } = judged;
  const given = request.password;
  const password = await prepareNewPassword(ctx, { pool, username, present, given, refuse: errors.passwordRefused });
  await ctx.storage.write(async (tx) => {
    const user = await judge(tx.db, await ctx.users.find(tx.db, pool.id, sub));
    if (user instanceof Error) throw user;
    await codeStore.take(
      tx,
      pool,
      { sub, purpose: "reset-password", attribute: undefined },
      { value: request.code, now },
    );
    const stored = await ctx.users.setPassword(tx, user, password, { seen: present?.stamp, next: ctx.random.uuid() });
    // Another change of the password came first; the code is still good, and clients try this error again.
    if (!stored) throw errors.tooManyRequests();
    await ctx.users.change(tx, pool, sub, (before) => ({ ...before, status: "CONFIRMED", modifiedAt: now }));
    await attemptStore.forget(tx, attempts(user));
    await forgetPasswordFailures(tx, pool, user);
    await tx.emit(poolEvent(ctx, pool, "PasswordReset", { subject: sub, actor: sub }));
  });
}
