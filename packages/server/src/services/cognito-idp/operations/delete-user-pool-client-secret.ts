import { requireOwnClientIn } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Deletes one of two secrets; it is refused from then on. The last one stays. */
export default operation("DeleteUserPoolClientSecret", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    const { secrets: present } = await requireOwnClientIn(ctx, tx, pool, input.ClientId);
    if (!present.some(({ id }) => id === input.ClientSecretId)) throw errors.clientSecretNotFound();
    if (present.length === 1) throw errors.lastClientSecret();
    await ctx.clients.removeSecret(tx, input.ClientId, input.ClientSecretId);
    const data = { id: input.ClientSecretId };
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientSecretDeleted", { subject: input.ClientId, data }));
  });
  return {};
});
