import { loginStyleStore } from "../branding/login-style-store.ts";
import { managedLoginBrandingType } from "../branding/login-style-wire.ts";
import { pageAssetStore } from "../branding/page-asset-store.ts";
import { requireOwnClient } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";

/** The style of a client; with ReturnMergedResources the settings that were not changed as well. */
export default operation("DescribeManagedLoginBrandingByClient", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await requireOwnClient(ctx, pool, input.ClientId);
  const style = await loginStyleStore.ofClient(ctx.storage.db, pool.id, input.ClientId);
  if (style === undefined) throw errors.styleOfClientNotFound(input.ClientId);
  const assets = await pageAssetStore.list(ctx.storage.db, pool.id, style.id);
  const merged = input.ReturnMergedResources ?? false;
  return { ManagedLoginBranding: managedLoginBrandingType(style, assets, { merged }) };
});
