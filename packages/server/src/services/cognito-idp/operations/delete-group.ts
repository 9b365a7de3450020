import { errors } from "../errors.ts";
import { groupStore } from "../groups/group-store.ts";
import { memberStore } from "../groups/member-store.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/**
 * Deletes a group with its memberships; its users stay (recorded). Of a large group most memberships go before it, unit by unit, so that others have
 * their turn meanwhile; none may be left after it, since a group of that name may come back.
 */
export default operation("DeleteGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const group = { poolId: pool.id, name: input.GroupName };
  await ctx.storage.purge((tx, most) => memberStore.removeSurplus(tx, group, most), new AbortController().signal);
  await ctx.storage.write(async (tx) => {
    if (!(await groupStore.remove(tx, pool.id, input.GroupName))) throw errors.groupNotFound();
    await tx.emit(poolEvent(ctx, pool, "GroupDeleted", { subject: `group/${input.GroupName}` }));
  });
});
