import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { changeUser } from "../users/change-user.ts";

/** Deletes a user with everything that is the user's. The answer is empty to the last byte (recorded). */
export default operation("AdminDeleteUser", async (input, ctx) => {
  await changeUser(ctx, input, async ({ tx, pool, user }) => {
    await ctx.users.remove(tx, pool.id, user.sub);
    await tx.emit(poolEvent(ctx, pool, "UserDeleted", { subject: user.sub }));
  });
});
