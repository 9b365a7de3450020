import type { AssetType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { formatOf, suitsCategory } from "./asset-format.ts";
import { assetName, type PageAsset } from "./page-asset-store.ts";

/** Assets of one style, over all its requests (from the model, which says it of a request). */
export const MOST_ASSETS = 40;

/** A request's settings and images together (documented: 2 MB). The wire has images as base64, four bytes for three. */
const MOST_REQUEST_BYTES = 2 * 1024 * 1024;

/**
 * The images of a request, as assets of a style. One category has one image for each color mode, the icons of identity providers one
 * for each resource id besides.
 *
 * @param owner the style's id
 * @throws InvalidParameterException for bytes that are missing, of another format than the extension says or of one that the category cannot
 * have, and for two images in one place (texts assumed)
 */
export function readAssets(given: readonly AssetType[], poolId: string, owner: string): PageAsset[] {
  const slots = new Set<string>();
  return given.map(({ Category, ColorMode, Extension, ResourceId, Bytes }) => {
    if (Bytes === undefined || Bytes.length === 0) throw errors.styleAssetWithoutBytes(Category);
    const format = formatOf(Bytes, Extension);
    if (format === undefined || !suitsCategory(Category, Extension))
      throw errors.invalidStyleAsset(Category, Extension);
    const slot = slotOf(Category, ColorMode, ResourceId);
    if (slots.has(slot)) throw errors.duplicateStyleAsset(Category);
    slots.add(slot);
    return {
      poolId,
      owner,
      slot,
      name: assetName(Bytes, format),
      type: format.type,
      details: {
        category: Category,
        colorMode: ColorMode,
        extension: Extension,
        ...(ResourceId && { resourceId: ResourceId }),
      },
      bytes: Bytes,
    };
  });
}

/** What the image is for. */
function slotOf(category: string, colorMode: string, resourceId = ""): string {
  return category === "IDP_BUTTON_ICON" ? `${category}/${colorMode}/${resourceId}` : `${category}/${colorMode}`;
}

/** @throws InvalidParameterException for more than 2 MB (documented; text as that of the classic pages) */
export function assertRequestSize(settings: unknown, assets: readonly AssetType[] = []): void {
  const images = assets.reduce((sum, { Bytes }) => sum + Math.ceil((Bytes?.length ?? 0) / 3) * 4, 0);
  const text = settings === undefined ? 0 : Buffer.byteLength(JSON.stringify(settings));
  if (images + text > MOST_REQUEST_BYTES) throw errors.customizationTooLarge();
}
