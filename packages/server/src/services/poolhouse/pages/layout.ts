import { html } from "hono/html";
import { assetUrl } from "./assets.ts";
import { type Html, nothing } from "./html.ts";

/** The pages of the navigation. */
const PAGES = [
  { id: "start", path: "/", name: "Start" },
  { id: "mailbox", path: "/_poolhouse/mailbox", name: "Mailbox" },
] as const;

export interface Page {
  /** One of the navigation, or another. */
  id: (typeof PAGES)[number]["id"] | "landing";
  title: string;
  /** How often the page renews itself, in seconds; undefined for never. Without scripts it is reloaded less often. */
  refreshSeconds: number | undefined;
  /** What stands in `<main>`. */
  content: Html;
}

/** A whole document. Lists marked with `data-live` are renewed in place; every child of them has an id. */
export function layout({ id, title, refreshSeconds, content }: Page): Html {
  return html`<!doctype html>
<html lang="en"${refreshSeconds === undefined ? nothing : html` data-refresh="${refreshSeconds}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Poolhouse</title>
<link rel="icon" href="${assetUrl("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${assetUrl("page.css")}">
<script type="module" src="${assetUrl("page.js")}"></script>
${refreshSeconds === undefined ? nothing : html`<noscript><meta http-equiv="refresh" content="${refreshSeconds * 5}"></noscript>`}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header class="top">
<a class="brand" href="/"><img src="${assetUrl("icon.svg")}" alt="" width="28" height="28"> Poolhouse</a>
<nav aria-label="Pages"><ul>${PAGES.map(
    (page) =>
      html`<li><a href="${page.path}"${page.id === id ? html` aria-current="page"` : nothing}>${page.name}</a></li>`,
  )}</ul></nav>
</header>
<main id="content" tabindex="-1">
${content}
</main>
<p id="status" class="hidden" role="status"></p>
</body>
</html>
`;
}
