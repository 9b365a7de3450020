import type { Migration } from "../../../storage/migration.ts";

/** Forms of the login pages that were sent. */
export const submissions: Migration = {
  name: "0012-submissions",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("submissions")
      .addColumn("key_hash", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("outcome_sealed", text)
      .addColumn("expires_at", integer, (c) => c.notNull())
      .execute();
    await db.schema.createIndex("submissions_by_pool").on("submissions").column("pool_id").execute();
    await db.schema.createIndex("submissions_by_expiry").on("submissions").column("expires_at").execute();
  },
};
