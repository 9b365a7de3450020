import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool, requirePoolIn } from "../pools/require-pool.ts";

/** Deletes a pool and everything in it, unless it is protected or has a domain. */
export default operation("DeleteUserPool", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    // As the unit sees it: protection may have been switched on since.
    const { settings } = await requirePoolIn(ctx, tx, pool.id);
    if (settings.deletionProtection) throw errors.poolIsProtected();
    const { prefix, custom } = await ctx.domains.readOfPool(tx, pool.id);
    if (prefix || custom) throw errors.poolHasDomain();
    await ctx.pools.remove(tx, pool.id);
    await tx.emit(poolEvent(ctx, pool, "UserPoolDeleted"));
  });
});
