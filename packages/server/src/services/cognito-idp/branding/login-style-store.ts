import { countRows } from "../../../storage/count-rows.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import type { LoginStyle } from "./login-style.ts";
import { lookKey, MANAGED_CACHE } from "./look-caches.ts";
import { pageAssetStore } from "./page-asset-store.ts";

/** Keeps the styles of managed login. Their images are page assets that the style's id owns. */
export interface LoginStyleStore {
  find(db: CognitoReader, poolId: string, id: string): Promise<LoginStyle | undefined>;
  ofClient(db: CognitoReader, poolId: string, clientId: string): Promise<LoginStyle | undefined>;
  /** False when the client has a style. */
  insert(tx: CognitoUnit, style: LoginStyle): Promise<boolean>;
  update(tx: CognitoUnit, style: LoginStyle): Promise<void>;
  /** Removes the style with its images. */
  remove(tx: CognitoUnit, style: LoginStyle): Promise<void>;
  /** How many the pool has, as this unit sees it. */
  count(tx: CognitoUnit, poolId: string): Promise<number>;
}

export const loginStyleStore: LoginStyleStore = {
  async find(db, poolId, id) {
    const row = await db
      .selectFrom("login_styles")
      .selectAll()
      .where("id", "=", id)
      .where("pool_id", "=", poolId)
      .executeTakeFirst();
    return row && toStyle(row);
  },

  async ofClient(db, poolId, clientId) {
    const row = await db
      .selectFrom("login_styles")
      .selectAll()
      .where("pool_id", "=", poolId)
      .where("client_id", "=", clientId)
      .executeTakeFirst();
    return row && toStyle(row);
  },

  async insert(tx, style) {
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("login_styles")
      .values(toRow(style))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    drop(tx, style);
    return numInsertedOrUpdatedRows === 1n;
  },

  async update(tx, style) {
    await tx.db.updateTable("login_styles").set(toRow(style)).where("id", "=", style.id).execute();
    drop(tx, style);
  },

  async remove(tx, style) {
    await tx.db.deleteFrom("login_styles").where("id", "=", style.id).execute();
    await pageAssetStore.removeOwner(tx, style.poolId, style.id);
    drop(tx, style);
  },

  async count(tx, poolId) {
    return await countRows(tx.db.selectFrom("login_styles").where("pool_id", "=", poolId));
  },
};

const drop = (tx: CognitoUnit, { poolId, clientId }: LoginStyle): void =>
  tx.invalidate(MANAGED_CACHE, lookKey(poolId, clientId));

function toRow(style: LoginStyle): CognitoTables["login_styles"] {
  return {
    id: style.id,
    pool_id: style.poolId,
    client_id: style.clientId,
    provided_values: style.providedValues ? 1 : 0,
    settings_json: style.settings === undefined ? null : JSON.stringify(style.settings),
    created_at: style.createdAt,
    modified_at: style.modifiedAt,
  };
}

function toStyle(row: CognitoTables["login_styles"]): LoginStyle {
  return {
    id: row.id,
    poolId: row.pool_id,
    clientId: row.client_id,
    providedValues: row.provided_values === 1,
    settings: row.settings_json === null ? undefined : JSON.parse(row.settings_json),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  };
}
