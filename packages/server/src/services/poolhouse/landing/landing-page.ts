import { html } from "hono/html";
import { assetUrl } from "../pages/assets.ts";
import { type Html, nothing } from "../pages/html.ts";
import { layout } from "../pages/layout.ts";
import { linesToCopy } from "../start-page/snippet-list.ts";
import { decodeJwt } from "./decode-jwt.ts";

/** How a browser came to the landing page. */
export type Arrival =
  | { kind: "redeemed"; clientId: string; code: string; status: number; body: string }
  | { kind: "refused"; error: string; description: string | undefined; clientId: string | undefined }
  /** Tokens may be in the fragment, which only the browser sees. */
  | { kind: "fragment"; clientId: string | undefined }
  /** A code without the login that it belongs to. */
  | { kind: "stray" };

/** What an application would have got: the code, the tokens and what is in them. */
export function landingPage(arrival: Arrival): Html {
  const { title, lead, content } = parts(arrival);
  const clientId = arrival.kind === "stray" ? undefined : arrival.clientId;
  return layout({
    id: "landing",
    title,
    refreshSeconds: undefined,
    content: html`<div class="intro"><h1>${title}</h1><p>${lead}</p></div>
${content}
<p class="actions">${clientId === undefined ? nothing : html`<a class="button" href="/_poolhouse/launch/${clientId}">Launch again</a> `}<a class="plain" href="/">Start page</a></p>`,
  });
}

function parts(arrival: Arrival): { title: string; lead: string; content: Html | string } {
  switch (arrival.kind) {
    case "redeemed":
      return arrival.status === 200
        ? { title: "Signed in", lead: "What an application gets for the code.", content: redeemed(arrival) }
        : {
            title: "The code was not taken",
            lead: "A code holds once and for minutes only. Reloading this page sends it again.",
            content: html`<section class="card"><h2>Answer of the token endpoint</h2>${linesToCopy("the answer", arrival.body)}</section>`,
          };
    case "refused":
      return {
        title: "The login pages refused",
        lead: "What an application is told at its callback.",
        content: html`<section class="card">${facts({ error: arrival.error, ...(arrival.description !== undefined && { error_description: arrival.description }) })}</section>`,
      };
    case "fragment":
      return {
        title: "Landing page",
        lead: "Tokens of the implicit flow stand behind the # of the address, where only the browser sees them.",
        content: html`<div id="fragment" class="columns-free" data-empty="Nothing stands there. Begin at the start page.">
<noscript><p class="card empty">Reading them needs JavaScript.</p></noscript></div>
<script type="module" src="${assetUrl("landing.js")}"></script>`,
      };
    case "stray":
      return {
        title: "This code belongs to another login",
        lead: "This browser did not begin it, or began another since. Launch the login again from the start page.",
        content: nothing,
      };
  }
}

function redeemed({ code, body }: Extract<Arrival, { kind: "redeemed" }>): Html {
  const answer: Record<string, unknown> = JSON.parse(body);
  const tokens = ["id_token", "access_token"].flatMap((name) => {
    const token = answer[name];
    return typeof token === "string" ? [tokenCard(name, token)] : [];
  });
  const { refresh_token: refreshToken, token_type: type, expires_in: seconds } = answer;
  return html`<section class="card" aria-labelledby="answer"><h2 id="answer">Answer</h2>
${facts({ code, token_type: String(type), expires_in: `${seconds} s`, ...(typeof refreshToken === "string" && { refresh_token: refreshToken }) })}
</section>
${tokens}`;
}

function tokenCard(name: string, token: string): Html {
  const { header, claims } = decodeJwt(token);
  return html`<section class="card" aria-labelledby="t-${name}"><h2 id="t-${name}">${name}</h2>
<h3>Claims</h3>${linesToCopy(`the claims of ${name}`, claims)}
<details><summary>Header</summary>${linesToCopy(`the header of ${name}`, header)}</details>
<details><summary>The token itself</summary><div class="wrapped">${linesToCopy(name, token)}</div></details>
</section>`;
}

function facts(pairs: Record<string, string>): Html {
  return html`<dl class="facts">${Object.entries(pairs).map(
    ([name, value]) => html`<div><dt>${name}</dt><dd><code data-copy="${name}">${value}</code></dd></div>`,
  )}</dl>`;
}
