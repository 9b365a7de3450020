import type { Migration } from "../../../storage/migration.ts";

/** What the login pages look like: classic style sheets, managed-login styles, and the images of both. */
export const branding: Migration = {
  name: "0009-branding",
  up: async (db, { text, integer, blob }) => {
    await db.schema
      .createTable("ui_customizations")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("client_id", text, (c) => c.notNull())
      .addColumn("css", text)
      .addColumn("stylesheet", text, (c) => c.notNull())
      .addColumn("image", text)
      .addColumn("css_version", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("modified_at", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("ui_customizations_key", ["pool_id", "client_id"])
      .execute();
    await db.schema
      .createTable("login_styles")
      .addColumn("id", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("client_id", text, (c) => c.notNull())
      .addColumn("provided_values", integer, (c) => c.notNull())
      .addColumn("settings_json", text)
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("modified_at", integer, (c) => c.notNull())
      .addUniqueConstraint("login_styles_by_client", ["pool_id", "client_id"])
      .execute();
    await db.schema
      .createTable("page_assets")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("owner", text, (c) => c.notNull())
      .addColumn("slot", text, (c) => c.notNull())
      .addColumn("seq", integer, (c) => c.notNull())
      .addColumn("name", text, (c) => c.notNull())
      .addColumn("type", text, (c) => c.notNull())
      .addColumn("details_json", text, (c) => c.notNull())
      .addColumn("bytes", blob, (c) => c.notNull())
      .addPrimaryKeyConstraint("page_assets_key", ["pool_id", "owner", "slot"])
      .execute();
    await db.schema.createIndex("page_assets_by_name").on("page_assets").columns(["pool_id", "name"]).execute();
  },
};
