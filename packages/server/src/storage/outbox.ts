import type { Unit } from "./storage.ts";

/** A mail or text message, or the account of why there is none. */
export interface OutgoingMessage {
  channel: "email" | "sms";
  /** Address or number; "" when the recipient has none. */
  to: string;
  subject: string;
  /** HTML for e-mail, plain text for SMS; "" when nothing is sent. */
  body: string;
  /** The code in the body, for the development mailbox only. */
  code: string | undefined;
  /** The link in the body, for the development mailbox only. */
  link: string | undefined;
  poolId: string;
  username: string;
  /** A sentence that says why nothing is sent; undefined for a message to deliver. */
  notSent: string | undefined;
}

/** The one way out for mail and SMS: a row of the unit of work that caused it, delivered after its commit. */
export interface Outbox {
  // biome-ignore lint/suspicious/noExplicitAny: a unit of any service's tables will do; the outbox uses its own.
  add(tx: Unit<any>, message: OutgoingMessage): Promise<void>;
}
