import { assertNotOwn } from "../domains/domain-name.ts";
import { assertTierHasPages, readCustomDomain, readManagedLoginVersion } from "../domains/domain-settings.ts";
import { changedDomain } from "../domains/domain-wire.ts";
import { errors } from "../errors.ts";
import { loginSessionStore } from "../login-sessions/login-session-store.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool, requirePoolIn } from "../pools/require-pool.ts";

/**
 * Changes a domain's pages and a custom domain's certificate. A custom domain's must be given every time (observed: terraform-provider-aws
 * issue 43248); ManagedLoginVersion and Routing stay when they are omitted (assumed). One whose name has become the server's own since can
 * only be deleted. Whoever is signed in on the pages signs in again after the version changed (developer guide, "User pool managed login"; assumed:
 * at the pool's other domain too).
 */
export default operation("UpdateUserPoolDomain", async (input, ctx) => {
  const { id } = await requirePool(ctx, input.UserPoolId);
  const asked = readManagedLoginVersion(input);
  const after = await ctx.storage.write(async (tx) => {
    const pool = await requirePoolIn(ctx, tx, id);
    const { prefix, custom } = await ctx.domains.readOfPool(tx, id);
    const before = [prefix, custom].find((domain) => domain?.name === input.Domain);
    const changed = await ctx.domains.change(tx, id, input.Domain, (domain) => {
      if (domain.kind === "custom" && input.CustomDomainConfig === undefined) throw errors.customDomainNeedsConfig();
      if (domain.kind === "prefix" && input.CustomDomainConfig !== undefined) throw errors.prefixTakesNoCertificate();
      const custom = readCustomDomain(input, ctx.requestId);
      if (domain.kind === "custom") assertNotOwn(domain.name, ctx.settings);
      if (asked !== undefined) assertTierHasPages(pool.settings.tier, asked);
      return {
        ...domain,
        managedLoginVersion: asked ?? domain.managedLoginVersion,
        custom: custom && { ...custom, failover: custom.failover ?? domain.custom?.failover },
      };
    });
    if (changed === undefined) throw errors.domainNotFound();
    if (changed.managedLoginVersion !== before?.managedLoginVersion) await loginSessionStore.removeOfPool(tx, id);
    await tx.emit(poolEvent(ctx, pool, "UserPoolDomainUpdated", { subject: `domain/${changed.name}` }));
    return changed;
  });
  return changedDomain(ctx.settings, after);
});
