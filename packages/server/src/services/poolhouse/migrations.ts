import { serialKey } from "../../storage/column-types.ts";
import type { Migration } from "../../storage/migration.ts";

/** The schema of `tables.ts`, for compose to register under the service's name, `poolhouse`. */
export const poolhouseMigrations: Migration[] = [
  {
    name: "0001-messages",
    async up(db, types) {
      await db.schema
        .createTable("messages")
        .addColumn("seq", types.serial, serialKey(types))
        .addColumn("id", types.text, (column) => column.notNull().unique())
        .addColumn("channel", types.text, (column) => column.notNull())
        .addColumn("recipient", types.text, (column) => column.notNull())
        .addColumn("recipient_key", types.text, (column) => column.notNull())
        .addColumn("username", types.text, (column) => column.notNull())
        .addColumn("pool_id", types.text, (column) => column.notNull())
        .addColumn("content", types.text, (column) => column.notNull())
        .addColumn("sealed", types.integer, (column) => column.notNull())
        .addColumn("state", types.text, (column) => column.notNull())
        .addColumn("reason", types.text)
        .addColumn("attempts", types.integer, (column) => column.notNull())
        .addColumn("next_attempt_at", types.integer, (column) => column.notNull())
        .addColumn("lease_holder", types.text, (column) => column.notNull())
        .addColumn("lease_until", types.integer, (column) => column.notNull())
        .addColumn("queued_at", types.integer, (column) => column.notNull())
        .addColumn("created_at", types.integer, (column) => column.notNull())
        .execute();
      await db.schema.createIndex("messages_due").on("messages").columns(["state", "next_attempt_at"]).execute();
      await db.schema.createIndex("messages_recipient").on("messages").columns(["recipient_key", "seq"]).execute();
    },
  },
];
