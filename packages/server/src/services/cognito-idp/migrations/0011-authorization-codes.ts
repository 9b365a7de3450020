import type { Migration } from "../../../storage/migration.ts";

/** Authorization codes, and what the tokens that they give differ in from those of the API. */
export const authorizationCodes: Migration = {
  name: "0011-authorization-codes",
  up: async (db, { text, integer }) => {
    await db.schema
      .createTable("authorization_codes")
      .addColumn("code_hash", text, (c) => c.primaryKey())
      .addColumn("pool_id", text, (c) => c.notNull())
      .addColumn("client_id", text, (c) => c.notNull())
      .addColumn("sub", text, (c) => c.notNull())
      .addColumn("redirect_uri", text, (c) => c.notNull())
      .addColumn("scope", text, (c) => c.notNull())
      .addColumn("nonce", text)
      .addColumn("code_challenge", text)
      .addColumn("resource", text)
      .addColumn("auth_time", integer, (c) => c.notNull())
      .addColumn("login_session_id", text, (c) => c.notNull())
      .addColumn("origin_jti", text)
      .addColumn("created_at", integer, (c) => c.notNull())
      .addColumn("expires_at", integer, (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex("authorization_codes_by_user")
      .on("authorization_codes")
      .columns(["pool_id", "sub"])
      .execute();
    await db.schema
      .createIndex("authorization_codes_by_expiry")
      .on("authorization_codes")
      .column("expires_at")
      .execute();
    await db.schema.alterTable("token_families").addColumn("audience", text).execute();
    await db.schema
      .alterTable("token_families")
      .addColumn("grant_kind", text, (c) => c.notNull().defaultTo("api"))
      .execute();
  },
};
