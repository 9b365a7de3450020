import { html } from "hono/html";
import type { MailboxMessage } from "../outbox/message.ts";
import { plainText } from "../outbox/plain-text.ts";
import { whyNotSent } from "../outbox/why-not-sent.ts";
import { type Html, nothing } from "../pages/html.ts";
import { moment } from "../pages/moment.ts";

/** A message in a line or two; the whole of it is one step away. */
export function latestMail({ id, channel, to, subject, body, code, username, sentAt, reason }: MailboxMessage): Html {
  const title =
    reason === undefined ? subject || preview(channel === "email" ? plainText(body) : body) : "Nothing was sent";
  const href =
    to === ""
      ? `/_poolhouse/mailbox?username=${encodeURIComponent(username)}`
      : `/_poolhouse/mailbox?to=${encodeURIComponent(to)}`;
  return html`<li id="l-${id}" class="line">
<a href="${href}#m-${id}">${title}</a>
<span class="meta"><span>${to || username}</span> <span>${moment(sentAt)}</span></span>
${reason === undefined ? nothing : html`<span class="meta">${whyNotSent(reason)}</span>`}
${code === undefined ? nothing : html`<span class="small-code"><code data-copy="the code">${code}</code></span>`}
</li>`;
}

function preview(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).toWellFormed()}…` : text;
}
