import { errors } from "../errors.ts";
import { groupStore } from "../groups/group-store.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Deletes a group with its memberships; its users stay (recorded). */
export default operation("DeleteGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    if (!(await groupStore.remove(tx, pool.id, input.GroupName))) throw errors.groupNotFound();
    await tx.emit(poolEvent(ctx, pool, "GroupDeleted", { subject: `group/${input.GroupName}` }));
  });
});
