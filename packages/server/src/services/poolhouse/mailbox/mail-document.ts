import { html, raw } from "hono/html";
import type { MailboxMessage } from "../outbox/message.ts";
import type { Html } from "../pages/html.ts";

/**
 * A mail as its reader's program would show it. The body goes in as it was written: this document is served under a policy of its own that
 * gives it an origin of its own and no scripts (content-security.ts), and must never be served under another.
 */
export function mailDocument({ channel, subject, body }: MailboxMessage): Html {
  const content = channel === "email" ? raw(body) : html`<p style="white-space: pre-wrap">${body}</p>`;
  return html`<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${subject}</title>
<base target="_blank">
<style>body { font: 15px/1.5 system-ui, sans-serif; margin: 16px; color: #1b2528; background: #fff; overflow-wrap: anywhere } img { max-width: 100% }</style>
</head>
<body>${content}</body>
</html>
`;
}
