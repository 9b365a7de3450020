import type { Migration } from "../../../storage/migration.ts";

/** Where pools have their login pages: a name is taken once in the whole server, and a pool has one domain of each kind. */
export const domains: Migration = {
  name: "0008-domains",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("user_pool_domains")
      .addColumn("name", text, (c) => c.primaryKey())
      .addColumn("kind", text, (c) => c.notNull())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("account", text, (c) => c.notNull())
      .addColumn("region", text, (c) => c.notNull())
      .addColumn("managed_login_version", integer, (c) => c.notNull())
      .addColumn("custom_json", text)
      .addColumn("version", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addUniqueConstraint("user_pool_domains_by_pool", ["pool_id", "kind"])
      .execute();
  },
};
