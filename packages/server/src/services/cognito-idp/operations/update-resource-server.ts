import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { resourceServerStore } from "../resource-servers/resource-server-store.ts";
import { resourceServerOfRequest, resourceServerType } from "../resource-servers/resource-server-wire.ts";

/**
 * Replaces a resource server's name and scopes; scopes that are not given are gone (documented: what is left out takes its default).
 * Clients keep the names of scopes that no longer exist (observed: cloudformation-coverage-roadmap#173).
 */
export default operation("UpdateResourceServer", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const server = resourceServerOfRequest(pool.id, input);
  await ctx.storage.write(async (tx) => {
    if (!(await resourceServerStore.update(tx, server))) throw errors.resourceServerNotFound(server.identifier);
    await tx.emit(poolEvent(ctx, pool, "ResourceServerUpdated", { subject: `resource-server/${server.identifier}` }));
  });
  return { ResourceServer: resourceServerType(server) };
});
