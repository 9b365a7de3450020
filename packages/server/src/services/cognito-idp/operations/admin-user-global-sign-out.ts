import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { familyStore } from "../tokens/family-store.ts";
import { changeUser } from "../users/change-user.ts";

/** Ends all of a user's sign-ins. */
export default operation("AdminUserGlobalSignOut", async (input, ctx) => {
  await changeUser(ctx, input, async ({ tx, pool, user, now }) => {
    await familyStore.revokeUser(tx, pool.id, user.sub, now);
    await tx.emit(poolEvent(ctx, pool, "UserSignedOut", { subject: user.sub }));
  });
  return {};
});
