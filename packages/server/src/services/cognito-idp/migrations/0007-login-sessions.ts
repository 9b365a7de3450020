import type { Migration } from "../../../storage/migration.ts";

/** Users who are signed in on the pages of a pool's domain. */
export const loginSessions: Migration = {
  name: "0007-login-sessions",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("login_sessions")
      .addColumn("id_hash", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("password_stamp", text, (c) => c.notNull())
      .addColumn("auth_time", integer, (c) => c.notNull())
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("expires_at", integer, (c) => c.notNull())
      .execute();
    await db.schema.createIndex("login_sessions_by_user").on("login_sessions").columns(["pool_id", "sub"]).execute();
    await db.schema.createIndex("login_sessions_by_expiry").on("login_sessions").column("expires_at").execute();
  },
};
