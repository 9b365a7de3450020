import { operation } from "../operation.ts";
import { afterKey, page } from "../paging.ts";
import { listedPool } from "../pools/pool-wire.ts";

/** The caller's pools of one region, in the order of their ids (assumed). */
export default operation("ListUserPools", async (input, ctx) => {
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "ListUserPools", filter: [ctx.account, ctx.region] },
    limit: input.MaxResults,
    token: input.NextToken,
    read: (position, limit) => ctx.pools.list(ctx.account, ctx.region, { after: afterKey(position), limit }),
    keyOf: ({ id }) => [id],
  });
  return { UserPools: rows.map(listedPool), ...(nextToken && { NextToken: nextToken }) };
});
