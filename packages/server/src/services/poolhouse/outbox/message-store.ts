import { type RawBuilder, sql } from "kysely";
import type { Clock } from "../../../platform/clock.ts";
import type { Random } from "../../../platform/random.ts";
import type { Sealer } from "../../../platform/sealing.ts";
import { databaseTime } from "../../../storage/database-time.ts";
import { type ChosenRows, deleteChosen } from "../../../storage/delete-chosen.ts";
import type { OutgoingMessage } from "../../../storage/outbox.ts";
import type { Reader, Storage, Unit } from "../../../storage/storage.ts";
import type { MessageState, PoolhouseTables } from "../tables.ts";
import { addressKey, storable } from "./address.ts";
import type { LeasedMessage, Mail, MessageContent } from "./message.ts";
import { openSealed, parseReadable, readableContent, sealedContent } from "./message-content.ts";

/** How long one attempt may hold a message, in milliseconds: longer than any attempt lasts (see smtp-delivery.ts). */
export const LEASE_MS = 3 * 60_000;

/** How many of the mailbox's messages are kept. */
export const MAILBOX_SIZE = 1000;

/** A message that nobody could send for this long, in milliseconds, is dropped: its code is worthless by then. */
const STALE_MS = 3 * 24 * 60 * 60_000;

/** How an attempt ended, or what became of the message after its last one. */
export type Settlement =
  | { kind: "sent" }
  | { kind: "retry"; waitMs: number }
  /** `reason` is shown in the mailbox. */
  | { kind: "given-up"; reason: string };

/** The rows of messages: written in the unit that caused them, leased by senders, bounded by `trim`. */
export interface MessageStore {
  /** Writes a row of the caller's unit. */
  insert(tx: Unit<PoolhouseTables>, message: OutgoingMessage, state: MessageState, sealed: boolean): Promise<void>;
  /** Takes the message that has been due the longest, if any; no other sender on any node gets it while the lease lasts. */
  lease(): Promise<LeasedMessage | undefined>;
  /** Ends an attempt. Does nothing when the lease ran out and another sender took the message meanwhile. */
  settle(message: LeasedMessage, settlement: Settlement): Promise<void>;
  /** Deletes what exceeds the mailbox's size and what nobody will send any more, until `signal` is aborted. */
  trim(signal: AbortSignal): Promise<void>;
  /** Deletes everything readable, sent or not: when a developer's data become a production server's. */
  forgetReadable(): Promise<void>;
}

export function createMessageStore(ports: {
  storage: Storage<PoolhouseTables>;
  clock: Clock;
  random: Random;
  sealer: Sealer;
}): MessageStore {
  const { storage, clock, random, sealer } = ports;

  return {
    async insert(tx, message, state, sealed) {
      const id = random.uuid();
      await tx.db
        .insertInto("messages")
        .values({
          id,
          channel: message.channel,
          recipient: sealed ? "" : storable(message.to),
          recipient_key: sealed ? "" : addressKey(message.to),
          username: sealed ? "" : storable(message.username),
          pool_id: storable(message.poolId),
          content: sealed ? sealedContent(sealer, id, message) : readableContent(message),
          sealed: sealed ? 1 : 0,
          state,
          reason: message.notSent === undefined ? null : storable(message.notSent),
          attempts: 0,
          next_attempt_at: clock.wall(),
          lease_holder: "",
          lease_until: 0,
          queued_at: clock.wall(),
          created_at: clock.now(),
        })
        .execute();
    },

    async lease() {
      // Looked up outside first: an idle server asks every few seconds and must not write for that.
      const leaseTime = () => databaseTime(storage, clock);
      if ((await dueMessage(storage, clock.wall(), leaseTime())) === undefined) return undefined;
      const holder = random.uuid();
      const row = await storage.write(async (tx) => {
        const due = await dueMessage(tx, clock.wall(), leaseTime());
        if (due === undefined) return undefined;
        await tx.db
          .updateTable("messages")
          .set({ lease_holder: holder, lease_until: sql<number>`${leaseTime()} + ${sql.lit(LEASE_MS)}` })
          .where("seq", "=", due.seq)
          .execute();
        return due;
      });
      if (row === undefined) return undefined;
      return { id: row.id, holder, poolId: row.pool_id, mail: readMail(sealer, row), attempts: row.attempts };
    },

    async settle(message, settlement) {
      await storage.write(async (tx) => {
        const mine = await tx.db
          .selectFrom("messages")
          .select(["seq", "sealed"])
          .where("id", "=", message.id)
          .where("lease_holder", "=", message.holder)
          .executeTakeFirst();
        if (mine === undefined) return;
        if (mine.sealed && settlement.kind !== "retry") {
          await tx.db.deleteFrom("messages").where("seq", "=", mine.seq).execute();
          return;
        }
        await tx.db
          .updateTable("messages")
          .set(changes(settlement, message, clock.wall()))
          .where("seq", "=", mine.seq)
          .execute();
      });
    },

    async trim(signal) {
      const oldest = await storage.db
        .selectFrom("messages")
        .select("seq")
        .where("sealed", "=", 0)
        .orderBy("seq", "desc")
        .offset(MAILBOX_SIZE)
        .limit(1)
        .executeTakeFirst();
      const purge = (chosen: Pick<ChosenRows<PoolhouseTables, "messages">, "where" | "orderBy">) =>
        storage.purge((tx, most) => deleteChosen(tx, { table: "messages", key: ["seq"], ...chosen }, most), signal);
      if (oldest !== undefined)
        await purge({ where: sql`sealed = 0 and seq <= ${oldest.seq} and state <> 'waiting'`, orderBy: "seq" });
      const stale = clock.wall() - STALE_MS;
      const forsaken = await storage.db
        .selectFrom("messages")
        .select("seq")
        .where("state", "=", "waiting")
        .where("queued_at", "<", stale)
        .limit(1)
        .executeTakeFirst();
      if (forsaken !== undefined) await purge({ where: sql`state = 'waiting' and queued_at < ${stale}` });
    },

    async forgetReadable() {
      await storage.write(async (tx) => {
        await tx.db.deleteFrom("messages").where("sealed", "=", 0).execute();
      });
    },
  };
}

function readMail(
  sealer: Sealer,
  row: { id: string; sealed: number; content: string; recipient: string },
): Mail | undefined {
  if (!row.sealed) return { id: row.id, to: row.recipient, ...textOf(parseReadable(row.content)) };
  try {
    return { id: row.id, ...openSealed(sealer, row.id, row.content) };
  } catch {
    return undefined;
  }
}

const textOf = ({ subject, body }: MessageContent) => ({ subject, body });

function dueMessage({ db }: { db: Reader<PoolhouseTables> }, now: number, leaseTime: RawBuilder<number>) {
  return db
    .selectFrom("messages")
    .select(["seq", "id", "sealed", "content", "recipient", "pool_id", "attempts"])
    .where("state", "=", "waiting")
    .where("next_attempt_at", "<=", now)
    .where("lease_until", "<=", leaseTime)
    .orderBy("next_attempt_at")
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
}

function changes(settlement: Settlement, message: LeasedMessage, now: number) {
  const attempted = { attempts: message.attempts + 1, lease_holder: "", lease_until: 0 };
  const states: { [K in Settlement["kind"]]: MessageState } = {
    sent: "sent",
    retry: "waiting",
    "given-up": "undeliverable",
  };
  const state = states[settlement.kind];
  if (settlement.kind === "retry") return { ...attempted, state, next_attempt_at: now + settlement.waitMs };
  return { ...attempted, state, reason: settlement.kind === "given-up" ? settlement.reason : null };
}
