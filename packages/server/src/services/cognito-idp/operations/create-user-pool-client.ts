import type { AppClient, AppClientSecret } from "../clients/app-client.ts";
import { settingsOfNewClient } from "../clients/client-settings.ts";
import { clientToWire } from "../clients/client-wire.ts";
import { newClientSecret } from "../clients/new-client-secret.ts";
import { surroundingsOf } from "../clients/surroundings.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { createClientId } from "../tokens/client-id.ts";

/** App clients of one pool (quotas, 2023). */
const MOST_CLIENTS = 1000;

/** Creates an app client, with a secret when it is asked for or brought along. */
export default operation("CreateUserPoolClient", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const now = ctx.clock.now();
  const id = createClientId(ctx.random);
  const secret: AppClientSecret | undefined =
    input.GenerateSecret || input.ClientSecret !== undefined ? newClientSecret(ctx, id, input.ClientSecret) : undefined;
  const client: AppClient = {
    id,
    poolId: pool.id,
    name: input.ClientName,
    settings: settingsOfNewClient(input, await surroundingsOf(ctx, pool, secret !== undefined)),
    createdAt: now,
    modifiedAt: now,
    version: 1,
  };
  await ctx.storage.write(async (tx) => {
    if ((await ctx.clients.count(tx, pool.id)) >= MOST_CLIENTS) throw errors.clientLimitReached();
    await ctx.clients.insert(tx, client);
    if (secret) await ctx.clients.insertSecret(tx, secret);
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientCreated", { subject: id }));
  });
  return { UserPoolClient: clientToWire(client, secret?.value) };
});
