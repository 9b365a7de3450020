import { html } from "hono/html";
import { assetPath } from "../branding/appearance.ts";
import { fileUrl } from "./assets/files.ts";
import { styleUrl } from "./assets/style-url.ts";
import { type Html, nothing } from "./html.ts";
import type { Look } from "./look.ts";
import { bar } from "./parts/bar.ts";
import { picture } from "./parts/picture.ts";

/**
 * A whole document: one card. Elements carry the classic pages' class names (`…-customizable`, developer guide, "Hosted UI (classic)
 * branding"), managed styles set custom properties.
 *
 * @param page `title` is the document's, for whoever has many of them open; `below` stands under the card
 */
export function layout(look: Look, page: { title: string; content: Html; below: Html | string }): Html {
  const { locale, appearance, ctx, clientId } = look;
  const { horizontal, vertical } = appearance.formPosition;
  const { logo } = appearance;
  const mark = (position: "TOP" | "BOTTOM", inclusion: "IN" | "OUT"): Html | string =>
    logo?.position === position && logo.formInclusion === inclusion
      ? html`<div class="banner banner-customizable">${picture(look, logo.image, `logo at-${logo.location.toLowerCase()}`, "logo-customizable")}</div>`
      : nothing;
  return html`<!doctype html>
<html lang="${locale}" dir="ltr" class="${appearance.version === 1 ? "classic" : "managed"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${appearance.colorScheme}">
<meta name="robots" content="noindex">
<title>${page.title}</title>
${icons(look)}
<link rel="stylesheet" href="${fileUrl(ctx, "login.css")}">
${appearance.stylesheet === "" ? nothing : html`<link rel="stylesheet" href="${styleUrl(ctx, clientId, appearance.stylesheet)}">`}
<script type="module" src="${fileUrl(ctx, "login.js")}"></script>
</head>
<body>
${appearance.pageBackground ? picture(look, appearance.pageBackground, "backdrop") : nothing}
${bar(look, "header", appearance.header)}
<main class="place across-${horizontal.toLowerCase()} along-${vertical.toLowerCase()}">
<div class="column">
${mark("TOP", "OUT")}
<div class="card modal-content background-customizable">
${appearance.formBackground ? picture(look, appearance.formBackground, "backdrop") : nothing}
${mark("TOP", "IN")}
<div class="modal-body">
${page.content}
</div>
${mark("BOTTOM", "IN")}
</div>
${mark("BOTTOM", "OUT")}
${page.below}
</div>
</main>
${bar(look, "footer", appearance.footer)}
<p id="status" class="hidden" role="status"></p>
</body>
</html>
`;
}

function icons({ appearance, ctx }: Look): Html {
  const { ico, svg } = appearance.favicon;
  const link = (name: string | undefined, type: string, media?: string): Html | string =>
    name === undefined
      ? nothing
      : html`<link rel="icon" href="${ctx.base}${assetPath(name)}" type="${type}"${media ? html` media="${media}"` : nothing}>`;
  const all = [
    [ico, "image/x-icon"],
    [svg, "image/svg+xml"],
  ] as const;
  const given = all.flatMap(([image, type]) => [
    link(image?.light ?? image?.dark, type),
    image?.light === undefined ? nothing : link(image.dark, type, "(prefers-color-scheme: dark)"),
  ]);
  return ico === undefined && svg === undefined
    ? html`<link rel="icon" href="${fileUrl(ctx, "icon.svg")}" type="image/svg+xml">`
    : html`${given}`;
}
