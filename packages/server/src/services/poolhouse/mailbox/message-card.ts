import { html } from "hono/html";
import type { MailboxMessage } from "../outbox/message.ts";
import { plainText } from "../outbox/plain-text.ts";
import { whyNotSent } from "../outbox/why-not-sent.ts";
import { type Html, nothing } from "../pages/html.ts";
import { moment } from "../pages/moment.ts";

const CHANNELS = { email: "Mail", sms: "SMS" } as const;

/** One message of the mailbox: its code and link first, its text, and the mail as it looks when one opens that. */
export function messageCard(message: MailboxMessage): Html {
  const { id, channel, to, subject, body, code, link, poolId, username, sentAt, reason } = message;
  const text = channel === "email" ? plainText(body) : body.trim();
  return html`<li id="m-${id}" class="card message${reason === undefined ? "" : " unsent"}">
<article aria-labelledby="s-${id}">
<header>
<h2 id="s-${id}">${subject || (reason === undefined ? "Text message" : "No message")}</h2>
<p class="meta"><span class="badge">${CHANNELS[channel]}</span> <span>to <strong>${to || "no address"}</strong></span> <span>${moment(sentAt)}</span></p>
</header>
${reason === undefined ? nothing : html`<p class="notice"><strong>Nothing was sent.</strong> ${whyNotSent(reason)}</p>`}
${code === undefined ? nothing : html`<p class="code"><code data-copy="the code">${code}</code></p>`}
${link === undefined ? nothing : linkLine(link)}
${text === "" ? nothing : html`<p class="text">${text}</p>`}
${channel === "email" && body !== "" ? rendered(id) : nothing}
<p class="meta from"><span>User <strong>${username || "unknown"}</strong></span> <span>Pool <a href="/_poolhouse/mailbox?poolId=${encodeURIComponent(poolId)}">${poolId}</a></span></p>
</article>
</li>`;
}

/** Only web addresses become links: a template could hold any other, and some run scripts. */
function linkLine(link: string): Html {
  if (!/^https?:\/\//i.test(link)) return html`<p class="text">${link}</p>`;
  return html`<p><a class="button" href="${link}" target="_blank" rel="noopener noreferrer">Open the link</a></p>`;
}

function rendered(id: string): Html {
  const source = `/_poolhouse/mailbox/${id}/body`;
  return html`<details><summary>As the mail looks</summary>
<iframe src="${source}" title="The mail as it looks" sandbox="allow-popups allow-popups-to-escape-sandbox" loading="lazy"></iframe>
<p class="meta"><a href="${source}" target="_blank" rel="noopener noreferrer">Open it in a tab</a></p>
</details>`;
}
