import { countRows } from "../../../storage/count-rows.ts";
import { type KeyPage, pageByKey } from "../../../storage/key-page.ts";
import { lookKey, MANAGED_CACHE } from "../branding/look-caches.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import type { Terms } from "./terms.ts";

/** Keeps the terms of app clients, of which a client has one a name. */
export interface TermsStore {
  find(db: CognitoReader, poolId: string, id: string): Promise<Terms | undefined>;
  ofClient(db: CognitoReader, poolId: string, clientId: string): Promise<Terms[]>;
  /** False when the client has terms of that name. */
  insert(tx: CognitoUnit, terms: Terms): Promise<boolean>;
  /** Replaces what has that id. False when the client has other terms of the new name. */
  update(tx: CognitoUnit, terms: Terms): Promise<boolean>;
  remove(tx: CognitoUnit, terms: Terms): Promise<void>;
  /** How many the pool has, as this unit sees it. */
  count(tx: CognitoUnit, poolId: string): Promise<number>;
  /** A page in the order of the ids, which begin after `after`. */
  list(db: CognitoReader, poolId: string, page: KeyPage): Promise<Terms[]>;
}

export const termsStore: TermsStore = {
  async find(db, poolId, id) {
    const row = await db
      .selectFrom("terms")
      .selectAll()
      .where("id", "=", id)
      .where("pool_id", "=", poolId)
      .executeTakeFirst();
    return row && toTerms(row);
  },

  async ofClient(db, poolId, clientId) {
    const rows = await db
      .selectFrom("terms")
      .selectAll()
      .where("pool_id", "=", poolId)
      .where("client_id", "=", clientId)
      .execute();
    return rows.map(toTerms);
  },

  async insert(tx, terms) {
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("terms")
      .values(toRow(terms))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    drop(tx, terms);
    return numInsertedOrUpdatedRows === 1n;
  },

  async update(tx, terms) {
    await termsStore.remove(tx, terms);
    return await termsStore.insert(tx, terms);
  },

  async remove(tx, terms) {
    await tx.db.deleteFrom("terms").where("id", "=", terms.id).execute();
    drop(tx, terms);
  },

  async count(tx, poolId) {
    return await countRows(tx.db.selectFrom("terms").where("pool_id", "=", poolId));
  },

  async list(db, poolId, page) {
    const ofPool = db.selectFrom("terms").selectAll().where("pool_id", "=", poolId);
    const rows = await pageByKey(ofPool, "id", page).execute();
    return rows.map(toTerms);
  },
};

/** The client's pages show them. */
const drop = (tx: CognitoUnit, { poolId, clientId }: Terms): void =>
  tx.invalidate(MANAGED_CACHE, lookKey(poolId, clientId));

function toRow(terms: Terms): CognitoTables["terms"] {
  return {
    id: terms.id,
    pool_id: terms.poolId,
    client_id: terms.clientId,
    name: terms.name,
    links_json: JSON.stringify(terms.links),
    created_at: terms.createdAt,
    modified_at: terms.modifiedAt,
  };
}

function toTerms(row: CognitoTables["terms"]): Terms {
  return {
    id: row.id,
    poolId: row.pool_id,
    clientId: row.client_id,
    name: row.name,
    links: JSON.parse(row.links_json),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  };
}
