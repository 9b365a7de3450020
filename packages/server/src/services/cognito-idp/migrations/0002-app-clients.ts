import type { Migration } from "../../../storage/migration.ts";

/** App clients and their secrets. */
export const appClients: Migration = {
  name: "0002-app-clients",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("app_clients")
      .addColumn("id", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("name", text, (c) => c.notNull())
      .addColumn("settings_json", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("modified_at", integer, (c) => c.notNull())
      .addColumn("version", integer, (c) => c.notNull())
      .execute();
    await db.schema.createIndex("app_clients_by_pool").on("app_clients").columns(["pool_id", "id"]).execute();
    await db.schema
      .createTable("app_client_secrets")
      .addColumn("client_id", text, (c) => c.notNull())
      .addColumn("id", text, (c) => c.notNull())
      .addColumn("value_sealed", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("app_client_secrets_key", ["client_id", "id"])
      .execute();
  },
};
