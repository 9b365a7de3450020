import { rotation } from "../clients/effective.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { settingsOfUpdatedPool } from "../pools/pool-settings.ts";
import { requirePool } from "../pools/require-pool.ts";
import { withTags } from "../pools/tags.ts";

/**
 * Replaces a pool's settings: what is omitted goes back to its default, except the tier and the name, which stay (recorded for the
 * tier).
 */
export default operation("UpdateUserPool", async (input, ctx) => {
  const { id } = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    const usesRotation = (await ctx.clients.all(tx, id)).some((client) => rotation(client) !== undefined);
    const after = await ctx.pools.change(tx, id, (pool) => {
      const settings = settingsOfUpdatedPool(input, pool);
      if (settings.tier === "LITE" && pool.settings.tier !== "LITE" && usesRotation) {
        throw errors.tierChangeNotAllowed("LITE", ["Refresh Token Rotation"]);
      }
      return {
        ...pool,
        settings,
        name: input.PoolName ?? pool.name,
        // Tags that are not mentioned stay: TagResource and UntagResource are what changes them (assumed).
        tags: input.UserPoolTags === undefined ? pool.tags : withTags({}, input.UserPoolTags),
        modifiedAt: ctx.clock.now(),
      };
    });
    if (after === undefined) throw errors.poolNotFound(id);
    await tx.emit(poolEvent(ctx, after, "UserPoolUpdated"));
  });
  return {};
});
