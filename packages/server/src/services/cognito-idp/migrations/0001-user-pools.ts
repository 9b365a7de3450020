import type { Migration } from "../../../storage/migration.ts";

/** User pools, their tags and the keys that sign their tokens. */
export const userPools: Migration = {
  name: "0001-user-pools",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("user_pools")
      .addColumn("id", text, (c) => c.primaryKey())
      .addColumn("account", text, (c) => c.notNull())
      .addColumn("region", text, (c) => c.notNull())
      .addColumn("name", text, (c) => c.notNull())
      .addColumn("identity_json", text, (c) => c.notNull())
      .addColumn("settings_json", text, (c) => c.notNull())
      .addColumn("mfa_json", text, (c) => c.notNull())
      .addColumn("schema_json", text, (c) => c.notNull())
      .addColumn("secret_sealed", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("modified_at", integer, (c) => c.notNull())
      .addColumn("version", integer, (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex("user_pools_by_account")
      .on("user_pools")
      .columns(["account", "region", "id"])
      .execute();
    await db.schema
      .createTable("user_pool_tags")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("key", text, (c) => c.notNull())
      .addColumn("value", text, (c) => c.notNull())
      .addPrimaryKeyConstraint("user_pool_tags_key", ["pool_id", "key"])
      .execute();
    await db.schema
      .createTable("signing_keys")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("use", text, (c) => c.notNull())
      .addColumn("kid", text, (c) => c.notNull())
      .addColumn("public_json", text, (c) => c.notNull())
      .addColumn("private_sealed", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("signing_keys_key", ["pool_id", "use"])
      .execute();
    await db.schema.createIndex("signing_keys_by_kid").on("signing_keys").column("kid").unique().execute();
    await db.schema
      .createTable("spare_signing_keys")
      .addColumn("kid", text, (c) => c.primaryKey())
      .addColumn("public_json", text, (c) => c.notNull())
      .addColumn("private_sealed", text, (c) => c.notNull())
      .execute();
  },
};
