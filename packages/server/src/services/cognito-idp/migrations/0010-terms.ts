import type { Migration } from "../../../storage/migration.ts";

/** Links to terms of use and privacy policies: at most one of each a client. */
export const terms: Migration = {
  name: "0010-terms",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("terms")
      .addColumn("id", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("client_id", text, (c) => c.notNull())
      .addColumn("name", text, (c) => c.notNull())
      .addColumn("links_json", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("modified_at", integer, (c) => c.notNull())
      .addUniqueConstraint("terms_by_client", ["pool_id", "client_id", "name"])
      .execute();
    await db.schema.createIndex("terms_by_pool").on("terms").columns(["pool_id", "id"]).execute();
  },
};
