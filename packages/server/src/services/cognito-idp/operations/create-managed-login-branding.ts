import type { LoginStyle } from "../branding/login-style.ts";
import { loginStyleStore } from "../branding/login-style-store.ts";
import { managedLoginBrandingType } from "../branding/login-style-wire.ts";
import { pageAssetStore } from "../branding/page-asset-store.ts";
import { assertRequestSize, readAssets } from "../branding/read-assets.ts";
import { readSettings } from "../branding/settings.ts";
import { requireOwnClient, requireOwnClientIn } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { assertPoolRemains, requirePool } from "../pools/require-pool.ts";

/** Styles of one pool (developer guide, "Quotas in Amazon Cognito"). */
const MOST_STYLES = 20;

/**
 * Gives a client a style: Cognito's own, or one of settings. Either of both must be asked for, not both (recorded). Images go with either
 * (measured: badmintoncryer/cdk-preflight; Terraform's acceptance tests read them back), although the API reference says otherwise.
 */
export default operation("CreateManagedLoginBranding", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await requireOwnClient(ctx, pool, input.ClientId);
  const providedValues = input.UseCognitoProvidedValues ?? false;
  if (providedValues === (input.Settings !== undefined)) throw errors.styleValuesAmbiguous();
  assertRequestSize(input.Settings, input.Assets);
  const now = ctx.clock.now();
  const style: LoginStyle = {
    id: ctx.random.uuid(),
    poolId: pool.id,
    clientId: input.ClientId,
    providedValues,
    settings: input.Settings === undefined ? undefined : readSettings(input.Settings),
    createdAt: now,
    modifiedAt: now,
  };
  const assets = readAssets(input.Assets ?? [], pool.id, style.id);
  await ctx.storage.write(async (tx) => {
    await assertPoolRemains(tx, pool.id);
    await requireOwnClientIn(ctx, tx, pool, style.clientId);
    if (!(await loginStyleStore.insert(tx, style))) throw errors.styleExists(style.clientId);
    if ((await loginStyleStore.count(tx, pool.id)) > MOST_STYLES) throw errors.styleLimitReached();
    await pageAssetStore.put(tx, assets);
    await tx.emit(poolEvent(ctx, pool, "ManagedLoginBrandingCreated", { subject: `branding/${style.id}` }));
  });
  return { ManagedLoginBranding: managedLoginBrandingType(style, assets) };
});
