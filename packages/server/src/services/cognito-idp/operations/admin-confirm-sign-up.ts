import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { changeUser } from "../users/change-user.ts";

/** Confirms a sign-up without a code, which therefore verifies no address. */
export default operation("AdminConfirmSignUp", async (input, ctx) => {
  await changeUser(ctx, input, async ({ tx, pool, user, now }) => {
    if (user.status !== "UNCONFIRMED") throw errors.userCannotBeConfirmed(user.status);
    await ctx.users.change(tx, pool, user.sub, () => ({ ...user, status: "CONFIRMED", modifiedAt: now }));
    await tx.emit(poolEvent(ctx, pool, "UserConfirmed", { subject: user.sub }));
  });
  return {};
});
