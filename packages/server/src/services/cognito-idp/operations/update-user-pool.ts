import { featuresOfClient } from "../clients/client-settings.ts";
import { featuresOfDomains } from "../domains/domain-settings.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { assertRegions } from "../pools/pool-regions.ts";
import { assertTierHas } from "../pools/pool-rules.ts";
import { settingsOfUpdatedPool } from "../pools/pool-settings.ts";
import { requirePool } from "../pools/require-pool.ts";
import { withTags } from "../pools/tags.ts";

/**
 * Replaces a pool's settings. What is omitted goes back to its default, except what `settingsOfUpdatedPool` keeps, the name, and the tags,
 * which have operations of their own (Terraform's provider relies on it).
 */
export default operation("UpdateUserPool", async (input, ctx) => {
  const { id } = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    const clients = await ctx.clients.all(tx, id);
    const domains = await ctx.domains.readOfPool(tx, id);
    const after = await ctx.pools.change(tx, id, (pool) => {
      const settings = settingsOfUpdatedPool(input, pool);
      assertRegions(settings, pool.region);
      const inUse = new Set([
        ...clients.flatMap((client) => featuresOfClient(client.settings, settings.tier)),
        ...featuresOfDomains(domains, settings.tier),
      ]);
      assertTierHas(settings.tier, [...inUse], pool.settings.tier);
      return {
        ...pool,
        settings,
        name: input.PoolName ?? pool.name,
        tags: input.UserPoolTags === undefined ? pool.tags : withTags({}, input.UserPoolTags),
        modifiedAt: ctx.clock.now(),
      };
    });
    if (after === undefined) throw errors.poolNotFound(id);
    await tx.emit(poolEvent(ctx, after, "UserPoolUpdated"));
  });
  return {};
});
