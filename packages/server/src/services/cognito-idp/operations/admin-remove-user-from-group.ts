import { memberStore } from "../groups/member-store.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireUser } from "../users/find-user.ts";

/** Takes a user out of a group; a user who is not in it, or a group that does not exist, is no error (recorded). */
export default operation("AdminRemoveUserFromGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { sub } = await requireUser(ctx, pool, input.Username);
  const membership = { poolId: pool.id, groupName: input.GroupName, sub };
  await ctx.storage.write(async (tx) => {
    if (!(await memberStore.remove(tx, membership))) return;
    await tx.emit(poolEvent(ctx, pool, "UserRemovedFromGroup", { subject: sub, data: { group: input.GroupName } }));
  });
});
