import { loginSessionStore } from "../login-sessions/login-session-store.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { familyStore } from "../tokens/family-store.ts";
import { changeUser } from "../users/change-user.ts";

/** Keeps a user from signing in, and revokes all that was issued before (recorded). */
export default operation("AdminDisableUser", async (input, ctx) => {
  await changeUser(ctx, input, async ({ tx, pool, user, now }) => {
    if (!user.enabled) return;
    await ctx.users.change(tx, pool, user.sub, () => ({ ...user, enabled: false, modifiedAt: now }));
    await familyStore.revokeUser(tx, pool.id, user.sub, now);
    await loginSessionStore.removeOfUser(tx, pool.id, user.sub);
    await tx.emit(poolEvent(ctx, pool, "UserDisabled", { subject: user.sub }));
  });
  return {};
});
