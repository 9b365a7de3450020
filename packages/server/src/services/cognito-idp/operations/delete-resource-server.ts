import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { resourceServerStore } from "../resource-servers/resource-server-store.ts";

/** Deletes a resource server; clients that may use its scopes stay as they are (observed: cloudformation-coverage-roadmap#173). */
export default operation("DeleteResourceServer", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    const removed = await resourceServerStore.remove(tx, pool.id, input.Identifier);
    if (!removed) throw errors.resourceServerNotFound(input.Identifier);
    await tx.emit(poolEvent(ctx, pool, "ResourceServerDeleted", { subject: `resource-server/${input.Identifier}` }));
  });
});
