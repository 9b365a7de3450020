import type { Migration } from "../../storage/migration.ts";
import { loginSessions } from "./migrations/0007-login-sessions.ts";
import { domains } from "./migrations/0008-domains.ts";
import { branding } from "./migrations/0009-branding.ts";
import { terms } from "./migrations/0010-terms.ts";
import { authorizationCodes } from "./migrations/0011-authorization-codes.ts";

/** The schema of this service; `tables.ts` says what each column holds. */
export const cognitoMigrations: Migration[] = [
  {
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
  },
  {
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
  },
  {
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
  },
  {
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
  },
  {
    name: "0005-groups-and-resource-servers",
    up: async (db, { text, integer }) => {
      await db.schema
        .createTable("groups")
        .addColumn("pool_id", text, (c) => c.notNull())
        .addColumn("name", text, (c) => c.notNull())
        .addColumn("description", text)
        .addColumn("precedence", integer)
        .addColumn("role_arn", text)
        .addColumn("created_at", integer, (c) => c.notNull())
        .addColumn("modified_at", integer, (c) => c.notNull())
        .addPrimaryKeyConstraint("groups_key", ["pool_id", "name"])
        .execute();
      await db.schema
        .createTable("group_members")
        .addColumn("pool_id", text, (c) => c.notNull())
        .addColumn("group_name", text, (c) => c.notNull())
        .addColumn("sub", text, (c) => c.notNull())
        .addColumn("added_at", integer, (c) => c.notNull())
        .addPrimaryKeyConstraint("group_members_key", ["pool_id", "group_name", "sub"])
        .execute();
      await db.schema
        .createIndex("group_members_by_user")
        .on("group_members")
        .columns(["pool_id", "sub", "group_name"])
        .execute();
      await db.schema
        .createTable("resource_servers")
        .addColumn("pool_id", text, (c) => c.notNull())
        .addColumn("identifier", text, (c) => c.notNull())
        .addColumn("name", text, (c) => c.notNull())
        .addColumn("scopes_json", text, (c) => c.notNull())
        .addPrimaryKeyConstraint("resource_servers_key", ["pool_id", "identifier"])
        .execute();
    },
  },
  {
    name: "0006-signing-certificates",
    up: async (db, { text, integer }) => {
      await db.schema
        .createTable("signing_certificates")
        .addColumn("pool_id", text, (c) => c.primaryKey())
        .addColumn("certificate", text, (c) => c.notNull())
        .addColumn("private_sealed", text, (c) => c.notNull())
        .addColumn("created_at", integer, (c) => c.notNull())
        .execute();
    },
  },
  loginSessions,
  domains,
  branding,
  terms,
  authorizationCodes,
];
