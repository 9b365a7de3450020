import { html } from "hono/html";
import type { Html } from "./html.ts";

/**
 * A time in UTC; the page's script shows it in the reader's zone.
 *
 * @param milliseconds since the epoch
 */
export function moment(milliseconds: number): Html {
  const iso = new Date(milliseconds).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC</time>`;
}
