import { errors } from "../errors.ts";
import { groupStore } from "../groups/group-store.ts";
import { groupType } from "../groups/group-wire.ts";
import { listPage } from "../list-page.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Groups on a page when the request does not say. */
const PAGE = 60;

/** A pool's groups, by name. */
export default operation("ListGroups", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { items, nextToken } = await listPage(
    ctx,
    { operation: "ListGroups", filter: [pool.id] },
    { limit: input.Limit ?? PAGE, token: input.NextToken, refuse: errors.invalidNextToken },
    { read: (page) => groupStore.list(ctx.storage.db, pool.id, page), keyOf: ({ name }) => name },
  );
  return { Groups: items.map(groupType), NextToken: nextToken };
});
