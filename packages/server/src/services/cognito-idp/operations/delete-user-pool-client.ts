import { removeClientLooks } from "../branding/remove-client-looks.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Deletes a client. Tokens that it got are refused here from then on. */
export default operation("DeleteUserPoolClient", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    if (!(await ctx.clients.remove(tx, pool.id, input.ClientId))) throw errors.clientNotFound();
    await removeClientLooks(tx, pool.id, input.ClientId);
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientDeleted", { subject: input.ClientId }));
  });
});
