import type { Migration } from "../../../storage/migration.ts";

/** Users, what they sign in with, and what is counted against guessing it. */
export const users: Migration = {
  name: "0003-users",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("users")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("username", text, (c) => c.notNull())
      .addColumn("status", text, (c) => c.notNull())
      .addColumn("enabled", integer, (c) => c.notNull())
      .addColumn("attributes_json", text, (c) => c.notNull())
      .addColumn("pending_json", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("modified_at", integer, (c) => c.notNull())
      .addColumn("version", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("users_key", ["pool_id", "sub"])
      .execute();
    await db.schema
      .createTable("user_passwords")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("passwords_sealed", text, (c) => c.notNull())
      .addColumn("stamp", text, (c) => c.notNull())
      .addPrimaryKeyConstraint("user_passwords_key", ["pool_id", "sub"])
      .execute();
    await db.schema
      .createTable("sign_in_names")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("key", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("kind", text, (c) => c.notNull())
      .addPrimaryKeyConstraint("sign_in_names_key", ["pool_id", "key"])
      .execute();
    await db.schema.createIndex("sign_in_names_by_user").on("sign_in_names").columns(["pool_id", "sub"]).execute();
    await db.schema
      .createTable("user_search")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("attribute", text, (c) => c.notNull())
      .addColumn("value", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addPrimaryKeyConstraint("user_search_key", ["pool_id", "attribute", "value", "sub"])
      .execute();
    await db.schema.createIndex("user_search_by_user").on("user_search").columns(["pool_id", "sub"]).execute();
    await db.schema
      .createTable("codes")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("purpose", text, (c) => c.notNull())
      .addColumn("attribute", text, (c) => c.notNull())
      .addColumn("hash", text, (c) => c.notNull())
      .addColumn("destination", text, (c) => c.notNull())
      .addColumn("failures", integer, (c) => c.notNull())
      .addColumn("sent_at", integer, (c) => c.notNull())
      .addColumn("expires_at", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("codes_key", ["pool_id", "sub", "purpose", "attribute"])
      .execute();
    await db.schema.createIndex("codes_by_expiry").on("codes").column("expires_at").execute();
    await db.schema
      .createTable("attempts")
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("subject", text, (c) => c.notNull())
      .addColumn("kind", text, (c) => c.notNull())
      .addColumn("count", integer, (c) => c.notNull())
      .addColumn("since", integer, (c) => c.notNull())
      .addColumn("blocked_until", integer, (c) => c.notNull())
      .addPrimaryKeyConstraint("attempts_key", ["pool_id", "subject", "kind"])
      .execute();
    await db.schema.createIndex("attempts_by_age").on("attempts").column("since").execute();
  },
};
