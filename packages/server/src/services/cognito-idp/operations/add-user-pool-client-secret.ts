import { newClientSecret } from "../clients/new-client-secret.ts";
import { requireOwnClientIn } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Secrets that a client can have at once (documented: AddUserPoolClientSecret). */
const MOST_SECRETS = 2;

/** Adds a second secret beside the first, so that servers can change over one by one. Both are good until one is deleted. */
export default operation("AddUserPoolClientSecret", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const secret = await ctx.storage.write(async (tx) => {
    const { secrets: present } = await requireOwnClientIn(ctx, tx, pool, input.ClientId);
    if (present.length === 0) throw errors.clientHasNoSecret();
    if (present.length >= MOST_SECRETS) throw errors.clientHasTwoSecrets();
    const added = newClientSecret(ctx, input.ClientId, input.ClientSecret, present);
    await ctx.clients.insertSecret(tx, added);
    await tx.emit(
      poolEvent(ctx, pool, "UserPoolClientSecretAdded", { subject: input.ClientId, data: { id: added.id } }),
    );
    return added;
  });
  return {
    ClientSecretDescriptor: {
      ClientSecretId: secret.id,
      // A secret that the caller brought is not told back (documented).
      ...(input.ClientSecret === undefined && { ClientSecretValue: secret.value }),
      ClientSecretCreateDate: new Date(secret.createdAt),
    },
  };
});
