import type { AssetCategoryType, AssetExtensionType } from "../../../models/cognito-idp/types.ts";

/** A kind of image that pages may have. */
interface Format {
  /** How it is served. */
  type: string;
  /** Of the asset's name. */
  suffix: string;
  matches(bytes: Uint8Array): boolean;
}

const begins = (bytes: Uint8Array, beginning: readonly number[], at = 0): boolean =>
  beginning.every((byte, index) => bytes[at + index] === byte);
const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const FORMATS: Readonly<Record<AssetExtensionType, Format>> = {
  ICO: { type: "image/x-icon", suffix: "ico", matches: (bytes) => begins(bytes, [0, 0, 1, 0]) && bytes.length >= 22 },
  JPEG: { type: "image/jpeg", suffix: "jpg", matches: (bytes) => begins(bytes, [0xff, 0xd8, 0xff]) },
  PNG: {
    type: "image/png",
    suffix: "png",
    matches: (bytes) => begins(bytes, [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  SVG: { type: "image/svg+xml", suffix: "svg", matches: isHarmlessSvg },
  WEBP: {
    type: "image/webp",
    suffix: "webp",
    matches: (bytes) => begins(bytes, ascii("RIFF")) && begins(bytes, ascii("WEBP"), 8),
  },
};

/** What is known of an image whose bytes are what the extension says. */
export interface ImageFormat {
  type: string;
  suffix: string;
}

/** @returns undefined when the bytes are not of that format */
export function formatOf(bytes: Uint8Array, extension: AssetExtensionType): ImageFormat | undefined {
  const { type, suffix, matches } = FORMATS[extension];
  return matches(bytes) ? { type, suffix } : undefined;
}

/** The two formats of a classic logo, by looking at the bytes (documented: PNG, JPG or JPEG). */
export function formatOfLogo(bytes: Uint8Array): ImageFormat | undefined {
  return formatOf(bytes, "PNG") ?? formatOf(bytes, "JPEG");
}

/** Whether a category can have a file of that extension: the two kinds of favicon say theirs, the others are pictures. */
export function suitsCategory(category: AssetCategoryType, extension: AssetExtensionType): boolean {
  if (category === "FAVICON_ICO") return extension === "ICO";
  if (category === "FAVICON_SVG") return extension === "SVG";
  return extension !== "ICO";
}

/**
 * An SVG document without scripts, event handlers, foreign content, entities and references to other documents. Assets are served so that
 * none of these could do anything (`page-asset.ts`); this tells the administrator early, as AWS does, which refuses SVG beyond a list of its own.
 */
function isHarmlessSvg(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  const document = withoutComments(text);
  const prolog = PROLOG.exec(document)?.[0];
  if (prolog === undefined) return false;
  const content = document.slice(prolog.length);
  return content.startsWith("<svg") && !ACTIVE.test(content) && !OUTWARD.test(content);
}

/** What may stand before the root element; no entities are declared there. */
const PROLOG = /^\s*(?:<\?xml\s[^>]*\?>\s*)?(?:<!DOCTYPE\s+svg\b[^>[]*>\s*)?(?=<svg[\s>/])/;
const ACTIVE =
  /<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|embed|object|handler|listener|set|animate\w*)\b|<[!?]|[\s/"']on\w+\s*=|javascript:/i;
/** References but those within the document and to pictures in it. */
const OUTWARD = /(?:href|src)\s*=\s*(?!["']\s*(?:#|data:image\/(?:png|jpeg|webp|gif);base64,))/i;

/** One pass, so that no file takes long; a comment without an end is left for `ACTIVE` to find. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let begin = text.indexOf("<!--"); begin >= 0; begin = text.indexOf("<!--", from)) {
    const end = text.indexOf("-->", begin + 4);
    if (end < 0) break;
    parts.push(text.slice(from, begin));
    from = end + 3;
  }
  return parts.join("") + text.slice(from);
}
