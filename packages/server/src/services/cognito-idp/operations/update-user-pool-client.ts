import { settingsOfUpdatedClient } from "../clients/client-settings.ts";
import { clientToWire } from "../clients/client-wire.ts";
import { requireOwnClient } from "../clients/require-client.ts";
import { surroundingsOf } from "../clients/surroundings.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Replaces a client's settings: what is omitted goes back to its default, except the name (recorded). */
export default operation("UpdateUserPoolClient", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { secrets } = await requireOwnClient(ctx, pool, input.ClientId);
  const settings = settingsOfUpdatedClient(input, await surroundingsOf(ctx, pool, secrets.length > 0));
  const client = await ctx.storage.write(async (tx) => {
    const after = await ctx.clients.change(tx, input.ClientId, (present) => ({
      ...present,
      name: input.ClientName ?? present.name,
      settings,
      modifiedAt: ctx.clock.now(),
    }));
    if (after === undefined) throw errors.clientNotFound();
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientUpdated", { subject: after.id }));
    return after;
  });
  return { UserPoolClient: clientToWire(client, secrets.at(-1)?.value) };
});
