import type { Storage } from "../../../storage/storage.ts";
import { addressKey, storable } from "../outbox/address.ts";
import type { MailboxMessage } from "../outbox/message.ts";
import { parseReadable } from "../outbox/message-content.ts";
import type { PoolhouseTables } from "../tables.ts";

/** Which messages; undefined members do not matter. */
export interface MailboxFilter {
  /** In whatever case. */
  to: string | undefined;
  username: string | undefined;
  poolId: string | undefined;
}

/** The readable messages of a server in development. Sealed ones do not exist for it. */
export interface MailboxStore {
  /**
   * Newest first.
   *
   * @param before the id of a message: only those older than it; nothing when there is no such message
   */
  list(filter: MailboxFilter, limit: number, before?: string): Promise<MailboxMessage[]>;
  find(id: string): Promise<MailboxMessage | undefined>;
  /** Deletes what matches, also what a mail server has yet to take. */
  clear(filter: MailboxFilter): Promise<void>;
}

export function createMailboxStore(storage: Storage<PoolhouseTables>): MailboxStore {
  return {
    async list(filter, limit, before) {
      let query = storage.db
        .selectFrom("messages")
        .selectAll()
        .where("sealed", "=", 0)
        .orderBy("seq", "desc")
        .limit(limit);
      for (const [column, value] of conditions(filter)) query = query.where(column, "=", value);
      if (before !== undefined)
        query = query.where("seq", "<", (own) =>
          own.selectFrom("messages").select("seq").where("id", "=", storable(before)),
        );
      return (await query.execute()).map(toMessage);
    },

    async find(id) {
      const row = await storage.db
        .selectFrom("messages")
        .selectAll()
        .where("id", "=", storable(id))
        .where("sealed", "=", 0)
        .executeTakeFirst();
      return row && toMessage(row);
    },

    async clear(filter) {
      await storage.write(async (tx) => {
        let query = tx.db.deleteFrom("messages").where("sealed", "=", 0);
        for (const [column, value] of conditions(filter)) query = query.where(column, "=", value);
        await query.execute();
      });
    },
  };
}

type Column = "recipient_key" | "username" | "pool_id";

function conditions({ to, username, poolId }: MailboxFilter): [Column, string][] {
  const all: [Column, string | undefined][] = [
    ["recipient_key", to === undefined ? undefined : addressKey(to)],
    ["username", username === undefined ? undefined : storable(username)],
    ["pool_id", poolId === undefined ? undefined : storable(poolId)],
  ];
  return all.flatMap(([column, value]) => (value === undefined ? [] : [[column, value]]));
}

interface Row {
  id: string;
  channel: string;
  recipient: string;
  pool_id: string;
  username: string;
  content: string;
  reason: string | null;
  created_at: number;
}

function toMessage(row: Row): MailboxMessage {
  return {
    id: row.id,
    channel: row.channel === "sms" ? "sms" : "email",
    to: row.recipient,
    poolId: row.pool_id,
    username: row.username,
    sentAt: row.created_at,
    reason: row.reason ?? undefined,
    ...parseReadable(row.content),
  };
}
