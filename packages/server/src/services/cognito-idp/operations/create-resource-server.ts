import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { assertPoolRemains, requirePool } from "../pools/require-pool.ts";
import { resourceServerStore } from "../resource-servers/resource-server-store.ts";
import { resourceServerOfRequest, resourceServerType } from "../resource-servers/resource-server-wire.ts";

/** Resource servers of one pool (developer guide, "Quotas in Amazon Cognito"). */
const MOST_RESOURCE_SERVERS = 25;

/** Creates a resource server, whose scopes clients can then be given as `{identifier}/{scope name}`. */
export default operation("CreateResourceServer", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const server = resourceServerOfRequest(pool.id, input);
  await ctx.storage.write(async (tx) => {
    await assertPoolRemains(tx, pool.id);
    if (!(await resourceServerStore.insert(tx, server))) throw errors.resourceServerExists(server.identifier, pool.id);
    if ((await resourceServerStore.count(tx, pool.id)) > MOST_RESOURCE_SERVERS) {
      throw errors.resourceServerLimitReached();
    }
    await tx.emit(poolEvent(ctx, pool, "ResourceServerCreated", { subject: `resource-server/${server.identifier}` }));
  });
  return { ResourceServer: resourceServerType(server) };
});
