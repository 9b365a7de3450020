import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { afterKey, page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";
import { resourceServerStore } from "../resource-servers/resource-server-store.ts";
import { resourceServerType } from "../resource-servers/resource-server-wire.ts";

/** Resource servers on a page when the request does not say (assumed: the most that it may ask for). */
const PAGE = 50;

/** A pool's resource servers, by identifier. */
export default operation("ListResourceServers", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "ListResourceServers", filter: [pool.id] },
    limit: input.MaxResults ?? PAGE,
    token: input.NextToken,
    read: (position, limit) => resourceServerStore.list(ctx.storage.db, pool.id, { after: afterKey(position), limit }),
    keyOf: ({ identifier }) => [identifier],
    refuse: errors.invalidNextToken,
  });
  return { ResourceServers: rows.map(resourceServerType), NextToken: nextToken };
});
