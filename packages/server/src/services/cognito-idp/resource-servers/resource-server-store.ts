import { countRows } from "../../../storage/count-rows.ts";
import { type KeyPage, pageByKey } from "../../../storage/key-page.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import type { ResourceServer } from "./resource-server.ts";

/** Keeps the resource servers of user pools. Identifiers are unique in their pool and compared by code point. */
export interface ResourceServerStore {
  find(db: CognitoReader, poolId: string, identifier: string): Promise<ResourceServer | undefined>;
  /** False when the pool has a resource server of that identifier. */
  insert(tx: CognitoUnit, server: ResourceServer): Promise<boolean>;
  /** Replaces name and scopes. False when there is no such resource server. */
  update(tx: CognitoUnit, server: ResourceServer): Promise<boolean>;
  /** False when there is no such resource server. */
  remove(tx: CognitoUnit, poolId: string, identifier: string): Promise<boolean>;
  /** How many the pool has, as this unit sees it. */
  count(tx: CognitoUnit, poolId: string): Promise<number>;
  /** A page in the order of the identifiers, which begin after `after`. */
  list(db: CognitoReader, poolId: string, page: KeyPage): Promise<ResourceServer[]>;
}

export const resourceServerStore: ResourceServerStore = {
  async find(db, poolId, identifier) {
    const row = await db
      .selectFrom("resource_servers")
      .selectAll()
      .where("pool_id", "=", poolId)
      .where("identifier", "=", identifier)
      .executeTakeFirst();
    return row && toResourceServer(row);
  },

  async insert(tx, server) {
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("resource_servers")
      .values(toRow(server))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },

  async update(tx, server) {
    const { name, scopes_json } = toRow(server);
    const { numUpdatedRows } = await tx.db
      .updateTable("resource_servers")
      .set({ name, scopes_json })
      .where("pool_id", "=", server.poolId)
      .where("identifier", "=", server.identifier)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  },

  async remove(tx, poolId, identifier) {
    const { numDeletedRows } = await tx.db
      .deleteFrom("resource_servers")
      .where("pool_id", "=", poolId)
      .where("identifier", "=", identifier)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  },

  async count(tx, poolId) {
    return await countRows(tx.db.selectFrom("resource_servers").where("pool_id", "=", poolId));
  },

  async list(db, poolId, page) {
    const ofPool = db.selectFrom("resource_servers").selectAll().where("pool_id", "=", poolId);
    const rows = await pageByKey(ofPool, "identifier", page).execute();
    return rows.map(toResourceServer);
  },
};

function toRow({ poolId, identifier, name, scopes }: ResourceServer): CognitoTables["resource_servers"] {
  return { pool_id: poolId, identifier, name, scopes_json: JSON.stringify(scopes) };
}

function toResourceServer(row: CognitoTables["resource_servers"]): ResourceServer {
  return { poolId: row.pool_id, identifier: row.identifier, name: row.name, scopes: JSON.parse(row.scopes_json) };
}
