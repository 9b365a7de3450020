import { errors } from "../errors.ts";
import { groupStore } from "../groups/group-store.ts";
import { groupType } from "../groups/group-wire.ts";
import { operation } from "../operation.ts";
import { afterKey, page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Groups on a page when the request does not say. */
const PAGE = 60;

/** A pool's groups, by name. */
export default operation("ListGroups", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "ListGroups", filter: [pool.id] },
    limit: input.Limit ?? PAGE,
    token: input.NextToken,
    read: (position, limit) => groupStore.list(ctx.storage.db, pool.id, { after: afterKey(position), limit }),
    keyOf: ({ name }) => [name],
    refuse: errors.invalidNextToken,
  });
  return { Groups: rows.map(groupType), NextToken: nextToken };
});
