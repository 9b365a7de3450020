import type { Generated } from "kysely";

/** What is to become of a message: kept for the mailbox only, waiting for a sender, sent, or given up. */
export type MessageState = "kept" | "waiting" | "sent" | "undeliverable";

/** The tables of this service. Times are milliseconds. */
export interface PoolhouseTables {
  messages: {
    /** Counts up: the order in which messages came. */
    seq: Generated<number>;
    id: string;
    channel: string;
    /** As given; "" when there is none or the row is sealed. */
    recipient: string;
    /** `recipient` folded, to look it up whatever case it was typed in. */
    recipient_key: string;
    /** "" when the row is sealed. */
    username: string;
    pool_id: string;
    /** JSON of subject, body, code and link; when `sealed` is 1 its ciphertext, with the address and without code and link. */
    content: string;
    sealed: number;
    state: string;
    /** Why nothing was sent; null otherwise. */
    reason: string | null;
    attempts: number;
    /** The machine's time from which the next attempt may be made. */
    next_attempt_at: number;
    /** Which attempt holds the row; "" when none does. */
    lease_holder: string;
    /** The time of `databaseTime` until which nobody else may send it. */
    lease_until: number;
    /** The machine's time when the row was written. */
    queued_at: number;
    /** The server's time when the row was written. */
    created_at: number;
  };
}
