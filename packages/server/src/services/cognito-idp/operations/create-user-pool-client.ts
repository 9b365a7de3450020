import type { AppClient, AppClientSecret } from "../clients/app-client.ts";
import { createClientId } from "../clients/client-id.ts";
import { settingsOfNewClient } from "../clients/client-settings.ts";
import { clientToWire } from "../clients/client-wire.ts";
import { newClientSecret } from "../clients/new-client-secret.ts";
import { surroundingsOf } from "../clients/surroundings.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool, requirePoolIn } from "../pools/require-pool.ts";

/** App clients of one pool (quotas, 2023). */
const MOST_CLIENTS = 1000;

/** Creates an app client, with a secret when it is asked for or brought along. */
export default operation("CreateUserPoolClient", async (input, ctx) => {
  const { id: poolId } = await requirePool(ctx, input.UserPoolId);
  if (input.GenerateSecret && input.ClientSecret !== undefined) throw errors.secretGivenAndGenerated();
  const now = ctx.clock.now();
  const id = createClientId(ctx.random);
  const secret: AppClientSecret | undefined =
    input.GenerateSecret || input.ClientSecret !== undefined ? newClientSecret(ctx, id, input.ClientSecret) : undefined;
  const client = await ctx.storage.write(async (tx): Promise<AppClient> => {
    // Judged by what the unit sees: a tier, an attribute or a scope may have changed since.
    const pool = await requirePoolIn(ctx, tx, poolId);
    const settings = settingsOfNewClient(input, await surroundingsOf(tx.db, pool, secret !== undefined));
    if ((await ctx.clients.count(tx, poolId)) >= MOST_CLIENTS) throw errors.clientLimitReached();
    const created = { id, poolId, name: input.ClientName, settings, createdAt: now, modifiedAt: now, version: 1 };
    await ctx.clients.insert(tx, created);
    if (secret) await ctx.clients.insertSecret(tx, secret);
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientCreated", { subject: id }));
    return created;
  });
  return { UserPoolClient: clientToWire(client, secret?.value) };
});
