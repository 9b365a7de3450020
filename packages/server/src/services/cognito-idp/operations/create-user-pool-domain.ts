import { assertCustomDomain, assertPrefix } from "../domains/domain-name.ts";
import { assertTierHasPages, readCustomDomain, readManagedLoginVersion } from "../domains/domain-settings.ts";
import { domainVersion } from "../domains/domain-version.ts";
import { changedDomain } from "../domains/domain-wire.ts";
import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool, requirePoolIn } from "../pools/require-pool.ts";

/**
 * Gives a pool a prefix domain or, with CustomDomainConfig, a custom domain: one of each at most. Its pages are the classic ones unless
 * ManagedLoginVersion is 2 (assumed of the API; the console's choice is 2).
 */
export default operation("CreateUserPoolDomain", async (input, ctx) => {
  const { id } = await requirePool(ctx, input.UserPoolId);
  const version = readManagedLoginVersion(input) ?? 1;
  const custom = readCustomDomain(input, ctx.requestId);
  if (custom === undefined) assertPrefix(input.Domain);
  else assertCustomDomain(input.Domain, ctx.settings);
  const now = ctx.clock.now();
  const domain: UserPoolDomain = {
    name: input.Domain,
    kind: custom === undefined ? "prefix" : "custom",
    poolId: id,
    account: ctx.account,
    region: ctx.region,
    managedLoginVersion: version,
    custom,
    version: domainVersion(now),
    createdAt: now,
  };
  await ctx.storage.write(async (tx) => {
    const pool = await requirePoolIn(ctx, tx, id);
    assertTierHasPages(pool.settings.tier, version);
    if (!(await ctx.domains.insert(tx, domain))) {
      const present = await ctx.domains.readOfPool(tx, id);
      throw present[domain.kind] === undefined ? errors.domainTaken() : errors.poolAlreadyHasDomain();
    }
    await tx.emit(poolEvent(ctx, pool, "UserPoolDomainCreated", { subject: `domain/${domain.name}` }));
  });
  return changedDomain(ctx.settings, domain);
});
