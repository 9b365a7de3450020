import { operation } from "../operation.ts";
import { describedPool } from "../pools/pool-wire.ts";
import { requirePool } from "../pools/require-pool.ts";

/** A pool with all its settings, and how many users it has now. */
export default operation("DescribeUserPool", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  return { UserPool: describedPool(pool, await ctx.users.count(pool.id), await ctx.domains.ofPool(pool.id)) };
});
