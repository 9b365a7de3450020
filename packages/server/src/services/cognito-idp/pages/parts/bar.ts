import { html } from "hono/html";
import type { PageBar } from "../../branding/appearance.ts";
import { type Html, nothing } from "../html.ts";
import type { Look } from "../look.ts";
import { picture } from "./picture.ts";

/** The header or footer of the page. */
export function bar(look: Look, tag: "header" | "footer", shown: PageBar | undefined): Html | string {
  if (shown === undefined) return nothing;
  const { logo, background } = shown;
  const content = html`${background ? picture(look, background, "backdrop") : nothing}${
    logo ? picture(look, logo.image, `bar-logo at-${logo.location.toLowerCase()}`) : nothing
  }`;
  return tag === "header"
    ? html`<header class="bar bar-top">${content}</header>`
    : html`<footer class="bar bar-bottom">${content}</footer>`;
}
