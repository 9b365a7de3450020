import type { CognitoReader, CognitoStorage, CognitoTables, CognitoUnit } from "../tables.ts";
import type { DomainsOfPool, UserPoolDomain } from "./user-pool-domain.ts";

const BY_NAME = "cognito-idp.domains";
const OF_POOL = "cognito-idp.domains-of-pool";

/** Keeps the domains of user pools. Reads are cached; every change drops the domain and its pool's from the caches of all nodes. */
export interface DomainStore {
  /** The domain of that name, in any account and region. @param name in small letters */
  find(name: string): Promise<UserPoolDomain | undefined>;
  /** Both domains of a pool; both undefined for a pool that has none or does not exist. */
  ofPool(poolId: string): Promise<DomainsOfPool>;
  /** The same as this unit sees it. */
  readOfPool(tx: CognitoUnit, poolId: string): Promise<DomainsOfPool>;
  /** False when the name is taken or the pool has a domain of that kind. */
  insert(tx: CognitoUnit, domain: UserPoolDomain): Promise<boolean>;
  /** Replaces the pool's domain of that name by what `change` makes of it. Undefined when the pool has no such domain. */
  change(
    tx: CognitoUnit,
    poolId: string,
    name: string,
    change: (domain: UserPoolDomain) => UserPoolDomain,
  ): Promise<UserPoolDomain | undefined>;
  /** False when the pool has no domain of that name. */
  remove(tx: CognitoUnit, poolId: string, name: string): Promise<boolean>;
}

export function createDomainStore({ storage }: { storage: CognitoStorage }): DomainStore {
  const byName = storage.cache<UserPoolDomain>(BY_NAME, readByName);
  const ofPool = storage.cache<DomainsOfPool>(OF_POOL, (poolId, db) => readOfPool(db, poolId));
  const drop = (tx: CognitoUnit, poolId: string, name: string): void => {
    tx.invalidate(BY_NAME, name);
    tx.invalidate(OF_POOL, poolId);
  };
  return {
    find: (name) => byName.get(name),
    ofPool: async (poolId) => (await ofPool.get(poolId)) ?? NONE,
    readOfPool: (tx, poolId) => readOfPool(tx.db, poolId),

    async insert(tx, domain) {
      const { numInsertedOrUpdatedRows } = await tx.db
        .insertInto("user_pool_domains")
        .values(toRow(domain))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow();
      drop(tx, domain.poolId, domain.name);
      return numInsertedOrUpdatedRows === 1n;
    },

    async change(tx, poolId, name, change) {
      const row = await rowOf(tx.db, name).where("pool_id", "=", poolId).executeTakeFirst();
      if (row === undefined) return undefined;
      const after = change(toDomain(row));
      await tx.db.updateTable("user_pool_domains").set(toRow(after)).where("name", "=", name).execute();
      drop(tx, poolId, name);
      return after;
    },

    async remove(tx, poolId, name) {
      const { numDeletedRows } = await tx.db
        .deleteFrom("user_pool_domains")
        .where("name", "=", name)
        .where("pool_id", "=", poolId)
        .executeTakeFirstOrThrow();
      drop(tx, poolId, name);
      return numDeletedRows > 0n;
    },
  };
}

const NONE: DomainsOfPool = { prefix: undefined, custom: undefined };

const rowOf = (db: CognitoReader, name: string) =>
  db.selectFrom("user_pool_domains").selectAll().where("name", "=", name);

async function readByName(name: string, db: CognitoReader): Promise<UserPoolDomain | undefined> {
  const row = await rowOf(db, name).executeTakeFirst();
  return row && toDomain(row);
}

async function readOfPool(db: CognitoReader, poolId: string): Promise<DomainsOfPool> {
  const rows = await db.selectFrom("user_pool_domains").selectAll().where("pool_id", "=", poolId).execute();
  const domains = rows.map(toDomain);
  const ofKind = (kind: UserPoolDomain["kind"]) => domains.find((domain) => domain.kind === kind);
  return { prefix: ofKind("prefix"), custom: ofKind("custom") };
}

function toRow(domain: UserPoolDomain): CognitoTables["user_pool_domains"] {
  return {
    name: domain.name,
    kind: domain.kind,
    pool_id: domain.poolId,
    account: domain.account,
    region: domain.region,
    managed_login_version: domain.managedLoginVersion,
    custom_json: domain.custom === undefined ? null : JSON.stringify(domain.custom),
    version: domain.version,
    created_at: domain.createdAt,
  };
}

function toDomain(row: CognitoTables["user_pool_domains"]): UserPoolDomain {
  return {
    name: row.name,
    kind: row.kind === "custom" ? "custom" : "prefix",
    poolId: row.pool_id,
    account: row.account,
    region: row.region,
    managedLoginVersion: row.managed_login_version === 2 ? 2 : 1,
    custom: row.custom_json === null ? undefined : JSON.parse(row.custom_json),
    version: row.version,
    createdAt: row.created_at,
  };
}
