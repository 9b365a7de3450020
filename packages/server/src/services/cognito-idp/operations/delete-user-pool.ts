import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Deletes a pool and everything in it, unless it is protected. */
export default operation("DeleteUserPool", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    // Protection is looked at again in the unit: it may have been switched on since.
    await ctx.pools.change(tx, pool.id, (present) => {
      if (present.settings.deletionProtection) throw errors.poolIsProtected();
      return present;
    });
    if (!(await ctx.pools.remove(tx, pool.id))) throw errors.poolNotFound(pool.id);
    await tx.emit(poolEvent(ctx, pool, "UserPoolDeleted"));
  });
});
