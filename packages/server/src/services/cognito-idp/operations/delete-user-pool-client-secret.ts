import { requireOwnClient } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Deletes one of two secrets; it is refused from then on. The last one stays. */
export default operation("DeleteUserPoolClientSecret", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await requireOwnClient(ctx, pool, input.ClientId);
  await ctx.storage.write(async (tx) => {
    const present = await ctx.clients.secrets(tx, input.ClientId);
    if (!present.some(({ id }) => id === input.ClientSecretId)) throw errors.clientSecretNotFound();
    if (present.length === 1) throw errors.lastClientSecret();
    await ctx.clients.removeSecret(tx, input.ClientId, input.ClientSecretId);
    const data = { id: input.ClientSecretId };
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientSecretDeleted", { subject: input.ClientId, data }));
  });
  return {};
});
