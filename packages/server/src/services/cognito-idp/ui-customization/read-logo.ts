import { formatOfLogo } from "../branding/asset-format.ts";
import { assetName, type PageAsset } from "../branding/page-asset-store.ts";
import { errors } from "../errors.ts";
import { ownerOfLogo } from "./ui-customization.ts";

/** Documented: 100 KB. */
const MOST_BYTES = 100 * 1024;

/**
 * The logo of a request; an empty one is none (assumed).
 *
 * @throws InvalidParameterException when it is too large, or neither PNG nor JPEG by its bytes
 */
export function readLogo(bytes: Uint8Array | undefined, poolId: string, clientId: string): PageAsset | undefined {
  if (bytes === undefined || bytes.length === 0) return undefined;
  if (bytes.length > MOST_BYTES) throw errors.customizationTooLarge();
  const format = formatOfLogo(bytes);
  if (format === undefined) throw errors.logoFormatUnknown();
  const name = assetName(bytes, format);
  return { poolId, owner: ownerOfLogo(clientId), slot: "logo", name, type: format.type, details: {}, bytes };
}
