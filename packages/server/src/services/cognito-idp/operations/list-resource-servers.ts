import { errors } from "../errors.ts";
import { listPage } from "../list-page.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { resourceServerStore } from "../resource-servers/resource-server-store.ts";
import { resourceServerType } from "../resource-servers/resource-server-wire.ts";

/** Resource servers on a page when the request does not say (assumed: the most that it may ask for). */
const PAGE = 50;

/** A pool's resource servers, by identifier. */
export default operation("ListResourceServers", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { items, nextToken } = await listPage(
    ctx,
    { operation: "ListResourceServers", filter: [pool.id] },
    { limit: input.MaxResults ?? PAGE, token: input.NextToken, refuse: errors.invalidNextToken },
    {
      read: (page) => resourceServerStore.list(ctx.storage.db, pool.id, page),
      keyOf: ({ identifier }) => identifier,
    },
  );
  return { ResourceServers: items.map(resourceServerType), NextToken: nextToken };
});
