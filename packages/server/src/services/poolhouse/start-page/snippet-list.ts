import { html } from "hono/html";
import type { Html } from "../pages/html.ts";
import type { Snippet } from "./snippets.ts";

/** Lines to copy, each opened by its title. */
export function snippetList(snippets: readonly Snippet[]): Html {
  return html`<div class="snippets">${snippets.map(
    ({ title, text }) => html`<details><summary>${title}</summary>
<div class="lines"><pre tabindex="0"><code data-copy="the lines for ${title}">${text}</code></pre></div>
</details>`,
  )}</div>`;
}
