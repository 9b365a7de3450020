/** What a message says. Code and link are known apart from the text only in development. */
export interface MessageContent {
  subject: string;
  /** HTML for e-mail, plain text for SMS; "" when nothing was sent. */
  body: string;
  code: string | undefined;
  link: string | undefined;
}

/** A message as the mailbox shows it. */
export interface MailboxMessage extends MessageContent {
  id: string;
  channel: "email" | "sms";
  /** "" when the recipient has no address. */
  to: string;
  poolId: string;
  username: string;
  /** The server's time, in milliseconds. */
  sentAt: number;
  /** Why nothing was sent; undefined for a message that was sent, waits to be, or lies here in the provider's stead. */
  reason: string | undefined;
}

/** A message that one sender holds, for as long as its lease lasts. */
export interface LeasedMessage {
  id: string;
  /** Names this attempt: only its holder may settle the message. */
  holder: string;
  poolId: string;
  /** Undefined when the row cannot be read any more: its key is gone, or somebody changed it. */
  mail: Mail | undefined;
  /** Attempts before this one. */
  attempts: number;
}

/** What a mail server is given. */
export interface Mail {
  /** Unique, and the same in every attempt: also the Message-ID, by which receivers know a repetition. */
  id: string;
  to: string;
  subject: string;
  /** HTML. */
  body: string;
}
