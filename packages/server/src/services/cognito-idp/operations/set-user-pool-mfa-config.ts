import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { mfaConfigToWire, withMfaConfig } from "../pools/mfa-config.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Sets a pool's second factors and whether they are asked for. */
export default operation("SetUserPoolMfaConfig", async (input, ctx) => {
  const { id } = await requirePool(ctx, input.UserPoolId);
  const pool = await ctx.storage.write(async (tx) => {
    const after = await ctx.pools.change(tx, id, (present) => ({
      ...withMfaConfig(present, input),
      modifiedAt: ctx.clock.now(),
    }));
    if (after === undefined) throw errors.poolNotFound(id);
    await tx.emit(poolEvent(ctx, after, "MfaConfigSet"));
    return after;
  });
  return mfaConfigToWire(pool);
});
