import type { LoginStyle } from "../branding/login-style.ts";
import { loginStyleStore } from "../branding/login-style-store.ts";
import { managedLoginBrandingType } from "../branding/login-style-wire.ts";
import { pageAssetStore } from "../branding/page-asset-store.ts";
import { assertRequestSize, MOST_ASSETS, readAssets } from "../branding/read-assets.ts";
import { requireStyle } from "../branding/require-style.ts";
import { mergeSettings, readSettings, type Settings } from "../branding/settings.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/**
 * Changes a style: settings and images that the request does not name stay (documented), so that a large style is sent in parts. With
 * UseCognitoProvidedValues it becomes Cognito's own again, but for the images that come with the request.
 */
export default operation("UpdateManagedLoginBranding", async (input, ctx) => {
  // The model requires neither; without them there is nothing to change (assumed).
  if (input.UserPoolId === undefined) throw errors.missingParameter("UserPoolId");
  if (input.ManagedLoginBrandingId === undefined) throw errors.missingParameter("ManagedLoginBrandingId");
  const pool = await requirePool(ctx, input.UserPoolId);
  const { id } = await requireStyle(ctx.storage.db, pool.id, input.ManagedLoginBrandingId);
  const providedValues = input.UseCognitoProvidedValues ?? false;
  if (providedValues && input.Settings !== undefined) throw errors.styleValuesAmbiguous();
  assertRequestSize(input.Settings, input.Assets);
  const settings = input.Settings === undefined ? undefined : readSettings(input.Settings);
  const changed = readAssets(input.Assets ?? [], pool.id, id);
  const answer = await ctx.storage.write(async (tx) => {
    const before = await requireStyle(tx.db, pool.id, id);
    const after: LoginStyle = {
      ...before,
      providedValues,
      settings: providedValues ? undefined : mergedWith(before.settings, settings),
      modifiedAt: ctx.clock.now(),
    };
    if (providedValues) await pageAssetStore.removeOwner(tx, pool.id, id);
    await pageAssetStore.put(tx, changed);
    await loginStyleStore.update(tx, after);
    const assets = await pageAssetStore.list(tx.db, pool.id, id);
    if (assets.length > MOST_ASSETS) throw errors.tooManyStyleAssets();
    await tx.emit(poolEvent(ctx, pool, "ManagedLoginBrandingUpdated", { subject: `branding/${id}` }));
    return { style: after, assets };
  });
  return { ManagedLoginBranding: managedLoginBrandingType(answer.style, answer.assets) };
});

function mergedWith(before: Settings | undefined, given: Settings | undefined): Settings | undefined {
  return given === undefined ? before : mergeSettings(before ?? {}, given);
}
