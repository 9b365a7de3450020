import { createSecretKey } from "node:crypto";
import type { Sealer } from "../../../platform/sealing.ts";
import { type KeyPage, pageByKey } from "../../../storage/key-page.ts";
import type { CognitoReader, CognitoStorage, CognitoTables, CognitoUnit } from "../tables.ts";
import { removeRowsOfUsers, TABLES_OF_USERS } from "./rows-of-users.ts";
import type { UserPool } from "./user-pool.ts";

const CACHE = "cognito-idp.pools";

/** Keeps user pools. Reads are cached by id; every change drops the pool from the caches of all nodes. */
export interface PoolStore {
  /** The pool of that id in any account and region; operations compare those with the caller's. */
  find(id: string): Promise<UserPool | undefined>;
  /** The same as this unit sees it. */
  read(tx: CognitoUnit, id: string): Promise<UserPool | undefined>;
  insert(tx: CognitoUnit, pool: UserPool): Promise<void>;
  /** Replaces a pool by what `change` makes of its present state. Undefined when there is no such pool. */
  change(tx: CognitoUnit, id: string, change: (pool: UserPool) => UserPool): Promise<UserPool | undefined>;
  /** Removes the pool and everything in it. False when there is no such pool. */
  remove(tx: CognitoUnit, id: string): Promise<boolean>;
  /** A page in the order of the ids, which begin after `after`. */
  list(account: string, region: string, page: KeyPage): Promise<UserPool[]>;
}

export function createPoolStore({ storage, sealer }: { storage: CognitoStorage; sealer: Sealer }): PoolStore {
  const cache = storage.cache<UserPool>(CACHE, (id, db) => read(db, sealer, id));
  return {
    find: (id) => cache.get(id),
    read: (tx, id) => read(tx.db, sealer, id),

    async insert(tx, pool) {
      await tx.db.insertInto("user_pools").values(toRow(pool, sealer)).execute();
      await writeTags(tx, pool.id, pool.tags);
      tx.invalidate(CACHE, pool.id);
    },

    async change(tx, id, change) {
      const before = await read(tx.db, sealer, id);
      if (before === undefined) return undefined;
      const after = { ...change(before), version: before.version + 1 };
      await tx.db.updateTable("user_pools").set(toRow(after, sealer)).where("id", "=", id).execute();
      await tx.db.deleteFrom("user_pool_tags").where("pool_id", "=", id).execute();
      await writeTags(tx, id, after.tags);
      tx.invalidate(CACHE, id);
      return after;
    },

    async remove(tx, id) {
      const { numDeletedRows } = await tx.db.deleteFrom("user_pools").where("id", "=", id).executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      const clients = await tx.db.selectFrom("app_clients").select("id").where("pool_id", "=", id).execute();
      for (const client of clients) {
        await tx.db.deleteFrom("app_client_secrets").where("client_id", "=", client.id).execute();
        tx.invalidate("cognito-idp.clients", client.id);
      }
      const keys = await tx.db.selectFrom("signing_keys").select("kid").where("pool_id", "=", id).execute();
      for (const { kid } of keys) tx.invalidate("cognito-idp.verification-keys", kid);
      const domains = await tx.db.selectFrom("user_pool_domains").select("name").where("pool_id", "=", id).execute();
      for (const { name } of domains) tx.invalidate("cognito-idp.domains", name);
      for (const table of SMALL_TABLES) await tx.db.deleteFrom(table).where("pool_id", "=", id).execute();
      await removeRowsOfUsers(tx, id);
      tx.invalidate(CACHE, id);
      tx.invalidate("cognito-idp.signing-keys", id);
      tx.invalidate("cognito-idp.domains-of-pool", id);
      return true;
    },

    async list(account, region, page) {
      const ofPlace = storage.db
        .selectFrom("user_pools")
        .selectAll()
        .where("account", "=", account)
        .where("region", "=", region);
      const rows = await pageByKey(ofPlace, "id", page).execute();
      return rows.map((row) => toPool(row, {}, sealer));
    },
  };
}

/** The tables of a pool that do not grow with its users. */
const SMALL_TABLES = [
  "user_pool_tags",
  "signing_keys",
  "signing_certificates",
  "user_pool_domains",
  "app_clients",
  "groups",
  "resource_servers",
  "ui_customizations",
  "login_styles",
  "page_assets",
  "terms",
] as const;

/** Every table whose rows belong to one pool by `pool_id`, and go with it. */
export const TABLES_OF_A_POOL: readonly string[] = [...SMALL_TABLES, ...TABLES_OF_USERS];

async function read(db: CognitoReader, sealer: Sealer, id: string): Promise<UserPool | undefined> {
  const row = await db.selectFrom("user_pools").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  const tags = await db.selectFrom("user_pool_tags").select(["key", "value"]).where("pool_id", "=", id).execute();
  return toPool(row, Object.fromEntries(tags.map(({ key, value }) => [key, value])), sealer);
}

async function writeTags(tx: CognitoUnit, poolId: string, tags: Record<string, string>): Promise<void> {
  const rows = Object.entries(tags).map(([key, value]) => ({ pool_id: poolId, key, value }));
  if (rows.length > 0) await tx.db.insertInto("user_pool_tags").values(rows).execute();
}

const place = (id: string) => ({ table: "user_pools", row: id, column: "secret_sealed" });

function toRow(pool: UserPool, sealer: Sealer): CognitoTables["user_pools"] {
  return {
    id: pool.id,
    account: pool.account,
    region: pool.region,
    name: pool.name,
    identity_json: JSON.stringify(pool.identity),
    settings_json: JSON.stringify(pool.settings),
    mfa_json: JSON.stringify(pool.mfa),
    schema_json: JSON.stringify(pool.schema),
    secret_sealed: sealer.seal(pool.secret.export(), place(pool.id)),
    created_at: pool.createdAt,
    modified_at: pool.modifiedAt,
    version: pool.version,
  };
}

function toPool(row: CognitoTables["user_pools"], tags: Record<string, string>, sealer: Sealer): UserPool {
  return {
    id: row.id,
    account: row.account,
    region: row.region,
    name: row.name,
    identity: JSON.parse(row.identity_json),
    settings: JSON.parse(row.settings_json),
    mfa: JSON.parse(row.mfa_json),
    schema: JSON.parse(row.schema_json),
    tags,
    secret: createSecretKey(sealer.open(row.secret_sealed, place(row.id))),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    version: row.version,
  };
}
