import { html } from "hono/html";
import type { Html } from "../pages/html.ts";
import type { Snippet } from "./snippets.ts";

/** Lines to copy, each opened by its title. */
export function snippetList(snippets: readonly Snippet[]): Html {
  return html`<div class="snippets">${snippets.map(
    ({ title, text }) => html`<details><summary>${title}</summary>
${linesToCopy(`the lines for ${title}`, text)}
</details>`,
  )}</div>`;
}

/** A block that scrolls, with its copy button beside it. `what` completes "Copy …". */
export function linesToCopy(what: string, text: string): Html {
  return html`<div class="lines"><pre tabindex="0"><code data-copy="${what}">${text}</code></pre></div>`;
}
