import type { AssetType, ManagedLoginBrandingType } from "../../../models/cognito-idp/types.ts";
import { DEFAULT_SETTINGS } from "./default-settings.ts";
import type { LoginStyle } from "./login-style.ts";
import type { PageAsset } from "./page-asset-store.ts";
import { mergeSettings } from "./settings.ts";

/**
 * A style in answers. Settings are absent where none were given, Assets are always there (recorded: floci-io/floci, pull request 2869).
 *
 * @param merged whether settings that were not changed are shown as well, with their default values
 */
export function managedLoginBrandingType(
  style: LoginStyle,
  assets: readonly PageAsset[],
  { merged = false } = {},
): ManagedLoginBrandingType {
  return {
    ManagedLoginBrandingId: style.id,
    UserPoolId: style.poolId,
    UseCognitoProvidedValues: style.providedValues,
    Settings: merged ? mergeSettings(DEFAULT_SETTINGS, style.settings ?? {}) : style.settings,
    Assets: assets.map(assetType),
    CreationDate: new Date(style.createdAt),
    LastModifiedDate: new Date(style.modifiedAt),
  };
}

function assetType({ details, bytes }: PageAsset): AssetType {
  return {
    // What `readAssets` put there, from members that the model's enums let in.
    Category: details.category as AssetType["Category"],
    ColorMode: details.colorMode as AssetType["ColorMode"],
    Extension: details.extension as AssetType["Extension"],
    Bytes: bytes,
    ResourceId: details.resourceId,
  };
}
