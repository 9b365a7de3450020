import type { Migration } from "../../../storage/migration.ts";

/** Sign-ins under way, and what was issued from those that succeeded. */
export const signIn: Migration = {
  name: "0004-sign-in",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("auth_sessions")
      .addColumn("id_hash", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("client_id", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("step", text, (c) => c.notNull())
      .addColumn("state_sealed", text, (c) => c.notNull())
      .addColumn("failures", integer, (c) => c.notNull())
      .addColumn("consumed_at", integer)
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("expires_at", integer, (c) => c.notNull())
      .execute();
    await db.schema.createIndex("auth_sessions_by_expiry").on("auth_sessions").column("expires_at").execute();
    await db.schema.createIndex("auth_sessions_by_user").on("auth_sessions").columns(["pool_id", "sub"]).execute();
    await db.schema
      .createTable("token_families")
      .addColumn("origin_jti", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("client_id", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("event_id", text, (c) => c.notNull())
      .addColumn("scope", text, (c) => c.notNull())
      .addColumn("auth_time", integer, (c) => c.notNull())
      .addColumn("expires_at", integer, (c) => c.notNull())
      .addColumn("revoked_at", integer)
      .addColumn("created_at", integer, (c) => c.notNull())
      .execute();
    await db.schema.createIndex("token_families_by_user").on("token_families").columns(["pool_id", "sub"]).execute();
    await db.schema.createIndex("token_families_by_expiry").on("token_families").column("expires_at").execute();
    await db.schema
      .createTable("refresh_tokens")
      .addColumn("hash", text, (c) => c.primaryKey())
      .addColumn("origin_jti", text, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("rotated_at", integer)
      .execute();
    await db.schema.createIndex("refresh_tokens_by_family").on("refresh_tokens").column("origin_jti").execute();
  },
};
