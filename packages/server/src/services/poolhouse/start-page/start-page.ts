import { html } from "hono/html";
import type { MailboxStore } from "../mailbox/mailbox-store.ts";
import { type Html, nothing } from "../pages/html.ts";
import { layout } from "../pages/layout.ts";
import { moment } from "../pages/moment.ts";
import type { PoolhousePorts } from "../ports.ts";
import { latestMail } from "./latest-mail.ts";
import { poolCard } from "./pool-card.ts";
import { listPools, type PoolList } from "./pool-list.ts";
import { linesToCopy, snippetList } from "./snippet-list.ts";
import { cliLine, firstPoolLines, serverSnippets } from "./snippets.ts";

const LATEST = 6;

/** What a browser sees at `/`: on a development server all that runs and how to use it, elsewhere only that it runs. */
export async function startPage(ports: PoolhousePorts & { mailbox: MailboxStore }): Promise<Html> {
  const { about, clock, development } = ports;
  if (!development) return productionPage();
  const everything = { to: undefined, username: undefined, poolId: undefined };
  const [pools, messages] = await Promise.all([listPools(ports), ports.mailbox.list(everything, LATEST)]);
  return layout({
    id: "start",
    title: "Start",
    refreshSeconds: 5,
    content: html`<div class="intro">
<h1>Poolhouse is running</h1>
<p>It answers like Amazon Cognito at <code data-copy="the endpoint">${about.endpoint}</code></p>
</div>
<section class="card" aria-labelledby="try">
<h2 id="try">A line to try</h2>
<div class="wrapped">${linesToCopy("the line to try", cliLine(about))}</div>
<dl class="facts wide">
<div><dt>Version</dt><dd>${about.version}</dd></div>
<div><dt>Region</dt><dd>${about.region}</dd></div>
<div><dt>Account</dt><dd>${about.account}</dd></div>
<div><dt>Data</dt><dd>${about.database}</dd></div>
<div><dt>Issuer</dt><dd>${about.issuer === "own" ? "this server's address" : "as at AWS"}</dd></div>
<div><dt>Services</dt><dd>${about.services.join(", ")}</dd></div>
</dl>
${clock.offset() === 0 ? nothing : html`<p class="notice"><strong>The clock was moved:</strong> here it is ${moment(clock.now())}.</p>`}
</section>
<div class="columns">
<section aria-labelledby="pools">
<h2 id="pools">User pools</h2>
<ul id="pool-list" class="cards" data-live>${poolItems(pools, ports)}</ul>
</section>
<div class="side">
<section aria-labelledby="latest">
<h2 id="latest">Latest messages</h2>
<ul id="mail-list" class="card lines-list" data-live>
${messages.length === 0 ? html`<li id="l-none" class="line">No messages yet.</li>` : messages.map(latestMail)}
</ul>
<p><a href="/_poolhouse/mailbox">All messages</a></p>
</section>
<section aria-labelledby="clients">
<h2 id="clients">Point a client here</h2>
<div class="card">${snippetList(serverSnippets(about))}</div>
</section>
</div>
</div>`,
  });
}

function poolItems(list: PoolList, { about }: PoolhousePorts): Html | Html[] {
  if (list.kind === "unknown")
    return html`<li id="p-unknown" class="card empty">The user pools cannot be listed just now; the log says why.</li>`;
  if (list.pools.length === 0)
    return html`<li id="p-none" class="card empty"><p>No user pools in ${about.region} yet. These lines make one:</p>
<div class="starter">${linesToCopy("the lines that make a pool", firstPoolLines(about))}</div></li>`;
  const more = html`<li id="p-more" class="card empty">There are more; these were changed last.</li>`;
  return [...list.pools.map((pool) => poolCard(pool, about)), ...(list.more ? [more] : [])];
}

/** Names nothing: whoever may know more asks with the administrator's token. */
function productionPage(): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Poolhouse</title></head>
<body><main><h1>Poolhouse is running</h1><p><a href="/_poolhouse/health">Health</a></p></main></body>
</html>
`;
}
