import { html } from "hono/html";
import { assetPath, type ThemedImage } from "../../branding/appearance.ts";
import { type Html, nothing } from "../html.ts";
import type { Look } from "../look.ts";

/** An image of the appearance in the scheme of the browser; decoration, as the text beside it says all. */
export function picture(
  { ctx }: Pick<Look, "ctx">,
  { light, dark }: ThemedImage,
  classes: string,
  imageClass?: string,
): Html {
  const url = (name: string) => `${ctx.base}${assetPath(name)}`;
  const usual = light ?? dark;
  if (usual === undefined) return html``;
  const source =
    light !== undefined && dark !== undefined
      ? html`<source srcset="${url(dark)}" media="(prefers-color-scheme: dark)">`
      : nothing;
  return html`<picture class="${classes}">${source}<img src="${url(usual)}" alt=""${imageClass === undefined ? nothing : html` class="${imageClass}"`}></picture>`;
}
