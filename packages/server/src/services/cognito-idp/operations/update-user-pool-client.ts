import type { AppClient, AppClientSettings } from "../clients/app-client.ts";
import { settingsOfUpdatedClient } from "../clients/client-settings.ts";
import { clientToWire } from "../clients/client-wire.ts";
import { requireOwnClientIn } from "../clients/require-client.ts";
import { surroundingsOf } from "../clients/surroundings.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool, requirePoolIn } from "../pools/require-pool.ts";

/** Replaces a client's settings: what is omitted goes back to its default, except the name (recorded). */
export default operation("UpdateUserPoolClient", async (input, ctx) => {
  const { id: poolId } = await requirePool(ctx, input.UserPoolId);
  const { client, secrets } = await ctx.storage.write(async (tx) => {
    const pool = await requirePoolIn(ctx, tx, poolId);
    const present = await requireOwnClientIn(ctx, tx, pool, input.ClientId);
    const settings = settingsOfUpdatedClient(input, await surroundingsOf(tx.db, pool, present.secrets.length > 0));
    const after = await ctx.clients.change(tx, input.ClientId, (before) => ({
      ...before,
      name: input.ClientName ?? before.name,
      settings: withSessionOf(before, settings),
      modifiedAt: ctx.clock.now(),
    }));
    if (after === undefined) throw errors.clientNotFound();
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientUpdated", { subject: after.id }));
    return { client: after, secrets: present.secrets };
  });
  return { UserPoolClient: clientToWire(client, secrets.at(-1)?.value) };
});

/** What has an operation of its own stays. */
function withSessionOf({ settings: { ssoSessionMinutes } }: AppClient, settings: AppClientSettings): AppClientSettings {
  return ssoSessionMinutes === undefined ? settings : { ...settings, ssoSessionMinutes };
}
