import { managedLoginBrandingType } from "../branding/login-style-wire.ts";
import { pageAssetStore } from "../branding/page-asset-store.ts";
import { requireStyle } from "../branding/require-style.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";

/** A style by its id; with ReturnMergedResources the settings that were not changed as well. */
export default operation("DescribeManagedLoginBranding", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const style = await requireStyle(ctx.storage.db, pool.id, input.ManagedLoginBrandingId);
  const assets = await pageAssetStore.list(ctx.storage.db, pool.id, style.id);
  const merged = input.ReturnMergedResources ?? false;
  return { ManagedLoginBranding: managedLoginBrandingType(style, assets, { merged }) };
});
