import { html } from "hono/html";
import type { Frame } from "../frame.ts";
import { type Html, nothing } from "../html.ts";

/** On a development server, the way to the message. By pool: nothing in it tells whether there is such a user. */
export function mailboxLink({ ctx, texts }: Frame, byLink = false): Html | string {
  if (!ctx.development) return nothing;
  const address = `${ctx.settings.publicUrl}/_poolhouse/mailbox?poolId=${encodeURIComponent(ctx.pool.id)}`;
  return html`<p class="mailbox">${byLink ? texts.linkSent : texts.codeSent} · <a href="${address}" target="_blank" rel="noopener">${texts.openMailbox}</a></p>`;
}
