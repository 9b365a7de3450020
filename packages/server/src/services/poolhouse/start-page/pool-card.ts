import { html } from "hono/html";
import { type Html, nothing } from "../pages/html.ts";
import type { About } from "../ports.ts";
import type { ListedClient, ListedPool } from "./pool-list.ts";
import { snippetList } from "./snippet-list.ts";
import { clientSnippets, issuerOf } from "./snippets.ts";

/** A user pool: its ids to copy and, for each of its clients, the lines that use it. */
export function poolCard(pool: ListedPool, about: About): Html {
  const { issuer, keys } = issuerOf(about, pool.id);
  return html`<li id="p-${pool.id}" class="card pool">
<article aria-labelledby="n-${pool.id}">
<header><h3 id="n-${pool.id}">${pool.name}</h3><p class="meta"><a href="/_poolhouse/mailbox?poolId=${encodeURIComponent(pool.id)}">Its messages</a></p></header>
<dl class="facts">
<div><dt>User pool</dt><dd><code data-copy="the pool's id">${pool.id}</code></dd></div>
<div><dt>Issuer</dt><dd><code data-copy="the issuer">${issuer}</code></dd></div>
<div><dt>Keys</dt><dd><code data-copy="the address of the keys">${keys}</code></dd></div>
</dl>
${pool.clients.length === 0 ? html`<p class="meta">No app clients yet.</p>` : pool.clients.map((client) => clientPart(client, pool, about))}
</article>
</li>`;
}

function clientPart(client: ListedClient, pool: ListedPool, about: About): Html {
  return html`<section class="client" aria-labelledby="c-${client.id}">
<h4 id="c-${client.id}">${client.name}</h4>
<dl class="facts"><div><dt>App client</dt><dd><code data-copy="the client's id">${client.id}</code></dd></div></dl>
${client.hasLogin ? html`<p><a class="button" href="/_poolhouse/launch/${client.id}">Launch hosted login</a></p>` : nothing}
${snippetList(clientSnippets(about, { poolId: pool.id, clientId: client.id }))}
</section>`;
}
