import { requireOwnClient, requireOwnClientIn } from "../clients/require-client.ts";
import { domainVersion } from "../domains/domain-version.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { assertPoolRemains, requirePool } from "../pools/require-pool.ts";
import { readCss } from "../ui-customization/read-css.ts";
import { readLogo } from "../ui-customization/read-logo.ts";
import { requireDomain } from "../ui-customization/require-domain.ts";
import { ALL_CLIENTS, type UiCustomization } from "../ui-customization/ui-customization.ts";
import { uiCustomizationStore } from "../ui-customization/ui-customization-store.ts";
import { uiCustomizationType } from "../ui-customization/ui-customization-wire.ts";

/**
 * Replaces what the classic pages look like, for one client or as the pool's default. Style sheet and logo are set together (documented): what
 * is omitted is dropped, and a request with neither takes the customization away, which is how Terraform deletes one.
 */
export default operation("SetUICustomization", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const clientId = input.ClientId ?? ALL_CLIENTS;
  if (clientId !== ALL_CLIENTS) await requireOwnClient(ctx, pool, clientId);
  const domain = await requireDomain(ctx, pool.id);
  const { css, stylesheet } = readCss(input.CSS);
  const logo = readLogo(input.ImageFile, pool.id, clientId);
  const now = ctx.clock.now();
  const asked: UiCustomization = {
    poolId: pool.id,
    clientId,
    css,
    stylesheet,
    image: logo?.name,
    cssVersion: domainVersion(now),
    createdAt: now,
    modifiedAt: now,
  };
  const customization = await ctx.storage.write(async (tx) => {
    await assertPoolRemains(tx, pool.id);
    if (clientId !== ALL_CLIENTS) await requireOwnClientIn(ctx, tx, pool, clientId);
    await tx.emit(poolEvent(ctx, pool, "UICustomizationSet", { subject: `ui-customization/${clientId}` }));
    if (css !== undefined || logo !== undefined) return await uiCustomizationStore.set(tx, asked, logo);
    await uiCustomizationStore.remove(tx, pool.id, clientId);
    return asked;
  });
  return { UICustomization: uiCustomizationType(customization, domain, ctx.settings) };
});
