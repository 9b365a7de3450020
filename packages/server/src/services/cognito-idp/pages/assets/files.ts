import type { LoginContext } from "../../oauth/endpoint.ts";
import { digest } from "./digest.ts";
import { emailGraphic, passwordGraphic, smsGraphic } from "./graphics.ts";
import { icon } from "./icon.ts";
import { script } from "./script.ts";
import { stylesheet } from "./stylesheet.ts";

interface PageFile {
  type: string;
  text: string;
}

const SVG = "image/svg+xml";
const FILES = {
  "login.css": { type: "text/css; charset=utf-8", text: stylesheet },
  "login.js": { type: "text/javascript; charset=utf-8", text: script },
  "icon.svg": { type: SVG, text: icon },
  "email.svg": { type: SVG, text: emailGraphic },
  "sms.svg": { type: SVG, text: smsGraphic },
  "password.svg": { type: SVG, text: passwordGraphic },
} as const satisfies Record<string, PageFile>;

export type FileName = keyof typeof FILES;

const servedNames = new Map(Object.entries(FILES).map(([name, { text }]) => [name, `${digest(text)}-${name}`]));

/** The pages' own files under the names by which they are served. */
export const pageFiles: ReadonlyMap<string, PageFile> = new Map(
  Object.entries(FILES).map(([name, file]) => [servedNames.get(name) ?? name, file]),
);

/** Where a file is. */
export function fileUrl({ base }: Pick<LoginContext, "base">, name: FileName): string {
  return `${base}/_pages/files/${servedNames.get(name) ?? name}`;
}
