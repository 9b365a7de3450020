import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { changeUser } from "../users/change-user.ts";

/** Lets a user sign in again. What was issued before the user was disabled stays revoked (recorded). */
export default operation("AdminEnableUser", async (input, ctx) => {
  await changeUser(ctx, input, async ({ tx, pool, user, now }) => {
    if (user.enabled) return;
    await ctx.users.change(tx, pool, user.sub, () => ({ ...user, enabled: true, modifiedAt: now }));
    await tx.emit(poolEvent(ctx, pool, "UserEnabled", { subject: user.sub }));
  });
  return {};
});
