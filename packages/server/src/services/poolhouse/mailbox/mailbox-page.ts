import { html } from "hono/html";
import type { MailboxMessage } from "../outbox/message.ts";
import { type Html, nothing } from "../pages/html.ts";
import { layout } from "../pages/layout.ts";
import type { MailboxFilter } from "./mailbox-store.ts";
import { messageCard } from "./message-card.ts";

/** Messages on one page. */
export const PAGE_SIZE = 50;

export interface MailboxPage {
  /** Newest first; one more than a page holds tells that there are older ones. */
  messages: MailboxMessage[];
  filter: MailboxFilter;
  /** Set on the pages of older messages. */
  before: string | undefined;
  /** Whether mail also leaves the machine. */
  sendsMail: boolean;
}

const LABELS = { to: "Address or number", username: "User name", poolId: "Pool" } as const;

/** The mailbox for a browser. */
export function mailboxPage({ messages, filter, before, sendsMail }: MailboxPage): Html {
  const shown = messages.slice(0, PAGE_SIZE);
  const oldest = messages.length > PAGE_SIZE ? shown.at(-1) : undefined;
  const filtered = Object.values(filter).some((value) => value !== undefined);
  return layout({
    id: "mailbox",
    title: filter.to === undefined ? "Mailbox" : `Mailbox of ${filter.to}`,
    refreshSeconds: before === undefined ? 2 : undefined,
    content: html`<div class="intro">
<h1>Mailbox</h1>
<p>${
      sendsMail
        ? "Every message of this server. Mail is sent through the configured mail server as well; text messages stay here."
        : "Every message of this server. No mail server is configured: nothing leaves this machine."
    }</p>
</div>
<div class="tools">
<form class="filter" method="get" action="/_poolhouse/mailbox" role="search">
${filterField("to", filter.to ?? "")}
${filter.username === undefined ? nothing : filterField("username", filter.username)}
${filter.poolId === undefined ? nothing : filterField("poolId", filter.poolId)}
<button type="submit">Show</button>
${filtered ? html`<a class="plain" href="/_poolhouse/mailbox">Show all</a>` : nothing}
</form>
<form method="post" action="/_poolhouse/mailbox"><button type="submit" class="quiet" name="action" value="clear">Empty the mailbox</button></form>
</div>
<ul id="messages" class="messages" data-live>
${shown.length === 0 ? emptyCard(filtered, before) : shown.map(messageCard)}
</ul>
${oldest === undefined ? nothing : html`<p><a class="button" href="/_poolhouse/mailbox?${query(filter, oldest.id)}">Older messages</a></p>`}
${before === undefined ? nothing : html`<p><a href="/_poolhouse/mailbox?${query(filter)}">Newest messages</a></p>`}`,
  });
}

function filterField(name: keyof MailboxFilter, value: string): Html {
  return html`<label>${LABELS[name]} <input type="search" name="${name}" value="${value}" autocomplete="off" autocapitalize="off" spellcheck="false"></label>`;
}

function emptyCard(filtered: boolean, before: string | undefined): Html {
  const text =
    before !== undefined
      ? "There are no older messages."
      : filtered
        ? "Nothing matches yet. A message that fits appears here by itself."
        : "No messages yet. Sign a user up, and the mail appears here by itself, or the reason why none was sent.";
  return html`<li id="m-none" class="card empty">${text}</li>`;
}

function query(filter: MailboxFilter, before?: string): string {
  const given = Object.entries({ ...filter, before }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given).toString();
}
