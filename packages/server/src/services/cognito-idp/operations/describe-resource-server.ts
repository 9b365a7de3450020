import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { resourceServerStore } from "../resource-servers/resource-server-store.ts";
import { resourceServerType } from "../resource-servers/resource-server-wire.ts";

/** One resource server with its scopes. */
export default operation("DescribeResourceServer", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const server = await resourceServerStore.find(ctx.storage.db, pool.id, input.Identifier);
  if (server === undefined) throw errors.resourceServerNotFound(input.Identifier);
  return { ResourceServer: resourceServerType(server) };
});
