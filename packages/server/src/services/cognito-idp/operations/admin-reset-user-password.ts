import type { AwsError } from "../../../aws/errors.ts";
import { noteNotSent, prepareCode } from "../codes/prepare-code.ts";
import { resetCode } from "../codes/reset-code.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { NOT_SENT } from "../messages/not-sent.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { changeUser } from "../users/change-user.ts";

/**
 * Bars a user's password until the user sets another by the code that is sent. Counted apart from the codes that anybody may ask for:
 * a stranger who uses those up must not keep the administrator from resetting.
 */
export default operation("AdminResetUserPassword", async (input, ctx) => {
  const refusal = await changeUser(ctx, input, async ({ tx, pool, user, now }): Promise<AwsError | undefined> => {
    const decision = resetCode.decide(pool, user);
    if ("notSent" in decision) {
      await noteNotSent(ctx, tx, pool, user, NOT_SENT[decision.notSent]);
      return decision.error;
    }
    const attempts = { poolId: pool.id, subject: user.sub, kind: "admin-reset-password" };
    if (!(await attemptStore.count(tx, attempts, ctx.limits["forgot-password"], now))) {
      await noteNotSent(ctx, tx, pool, user, NOT_SENT.limitReached);
      return errors.attemptLimitExceeded();
    }
    await ctx.users.change(tx, pool, user.sub, () => ({ ...user, status: "RESET_REQUIRED", modifiedAt: now }));
    const { kind, purpose } = resetCode;
    await prepareCode(ctx, { pool, links: undefined, user, kind, purpose, decision }).send(tx);
    await tx.emit(poolEvent(ctx, pool, "PasswordResetRequired", { subject: user.sub }));
    return undefined;
  });
  if (refusal) throw refusal;
  return {};
});
