import { requireOwnClientIn } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool, requirePoolIn } from "../pools/require-pool.ts";
import { includesTier } from "../pools/tier-features.ts";

/** Sets how long a session on the login pages is good for this client; 0: each sign-in asks anew. Not for the tier LITE (assumed: the model declares the error). */
export default operation("SetUserPoolClientSessionConfiguration", async (input, ctx) => {
  const { id: poolId } = await requirePool(ctx, input.UserPoolId);
  const { ClientId, SSOSession } = input;
  await ctx.storage.write(async (tx) => {
    const pool = await requirePoolIn(ctx, tx, poolId);
    await requireOwnClientIn(ctx, tx, pool, ClientId);
    const { tier } = pool.settings;
    if (!includesTier(tier, "ESSENTIALS")) throw errors.ssoSessionUnavailableInTier(tier);
    await ctx.clients.change(tx, ClientId, (client) => ({
      ...client,
      settings: { ...client.settings, ssoSessionMinutes: SSOSession.MaxValidityMinutes },
      modifiedAt: ctx.clock.now(),
    }));
    await tx.emit(poolEvent(ctx, pool, "UserPoolClientSessionConfigurationSet", { subject: ClientId }));
  });
  return { UserPoolId: poolId, ClientId, SSOSession };
});
