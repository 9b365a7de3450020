import type { MailboxMessage } from "../outbox/message.ts";

/** A message as `GET /_poolhouse/mailbox` gives it to programs. */
export interface MessageJson {
  id: string;
  /** "" when the recipient has no address. */
  to: string;
  channel: "email" | "sms";
  subject: string;
  body: string;
  code: string | null;
  link: string | null;
  poolId: string;
  username: string;
  /** ISO 8601, by the server's clock. */
  sentAt: string;
  /** Present only when nothing was sent: why. */
  reason?: string;
}

export function messageJson(message: MailboxMessage): MessageJson {
  const { id, to, channel, subject, body, code, link, poolId, username, sentAt, reason } = message;
  return {
    id,
    to,
    channel,
    subject,
    body,
    code: code ?? null,
    link: link ?? null,
    poolId,
    username,
    sentAt: new Date(sentAt).toISOString(),
    ...(reason === undefined ? {} : { reason }),
  };
}
