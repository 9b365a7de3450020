import { createHash } from "node:crypto";
import { landingScript } from "../landing/landing-script.ts";
import { icon } from "./icon.ts";
import { script } from "./script.ts";
import { stylesheet } from "./stylesheet.ts";

export interface Asset {
  type: string;
  text: string;
}

const FILES = {
  "page.css": { type: "text/css; charset=utf-8", text: stylesheet },
  "page.js": { type: "text/javascript; charset=utf-8", text: script },
  "landing.js": { type: "text/javascript; charset=utf-8", text: landingScript },
  "icon.svg": { type: "image/svg+xml", text: icon },
} as const satisfies Record<string, Asset>;

const names = new Map(Object.entries(FILES).map(([name, { text }]) => [name, `${digest(text)}-${name}`]));

/** The files of the pages under the names by which they are served. A name has its content's digest, so that browsers may keep it. */
export const assets: ReadonlyMap<string, Asset> = new Map(
  Object.entries(FILES).map(([name, asset]) => [names.get(name) ?? name, asset]),
);

/** The path of a file. */
export function assetUrl(name: keyof typeof FILES): string {
  return `/_poolhouse/assets/${names.get(name) ?? name}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
