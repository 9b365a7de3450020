import type { Sealer } from "../../../platform/sealing.ts";
import { countRows } from "../../../storage/count-rows.ts";
import { type KeyPage, pageByKey } from "../../../storage/key-page.ts";
import type { CognitoReader, CognitoStorage, CognitoTables, CognitoUnit } from "../tables.ts";
import type { AppClient, AppClientSecret } from "./app-client.ts";
import { CLIENT_ID } from "./client-id-form.ts";

const CACHE = "cognito-idp.clients";

/** An app client together with its live secrets, oldest first; none for a public client. */
export interface AppClientWithSecrets {
  client: AppClient;
  secrets: AppClientSecret[];
}

/** Keeps app clients and their secrets. Reads are cached by client id. */
export interface ClientStore {
  find(id: string): Promise<AppClientWithSecrets | undefined>;
  /** The client of a pool as this unit sees it. */
  read(tx: CognitoUnit, poolId: string, id: string): Promise<AppClientWithSecrets | undefined>;
  insert(tx: CognitoUnit, client: AppClient): Promise<void>;
  /** Replaces a client by what `change` makes of its present state. Undefined when there is no such client. */
  change(tx: CognitoUnit, id: string, change: (client: AppClient) => AppClient): Promise<AppClient | undefined>;
  /** Removes the client, its secrets, its sessions and its tokens. False when there is no such client in the pool. */
  remove(tx: CognitoUnit, poolId: string, id: string): Promise<boolean>;
  /** A page of a pool's clients in the order of their ids, which begin after `after`. */
  list(poolId: string, page: KeyPage): Promise<AppClient[]>;
  /** Every client of a pool, as this unit sees it. */
  all(tx: CognitoUnit, poolId: string): Promise<AppClient[]>;
  /** How many clients the pool has, as this unit sees it. */
  count(tx: CognitoUnit, poolId: string): Promise<number>;
  insertSecret(tx: CognitoUnit, secret: AppClientSecret): Promise<void>;
  removeSecret(tx: CognitoUnit, clientId: string, secretId: string): Promise<boolean>;
}

export function createClientStore({ storage, sealer }: { storage: CognitoStorage; sealer: Sealer }): ClientStore {
  const readSecrets = async (db: CognitoReader, clientId: string): Promise<AppClientSecret[]> => {
    const rows = await db
      .selectFrom("app_client_secrets")
      .selectAll()
      .where("client_id", "=", clientId)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return rows.map((row) => ({
      id: row.id,
      clientId,
      value: sealer.open(row.value_sealed, secretPlace(clientId, row.id)).toString("utf8"),
      createdAt: row.created_at,
    }));
  };
  const readClient = async (db: CognitoReader, id: string): Promise<AppClientWithSecrets | undefined> => {
    const row = await db.selectFrom("app_clients").selectAll().where("id", "=", id).executeTakeFirst();
    return row && { client: toClient(row), secrets: await readSecrets(db, id) };
  };
  const cache = storage.cache<AppClientWithSecrets>(CACHE, (id, db) => readClient(db, id));
  return {
    find: async (id) => (CLIENT_ID.test(id) ? cache.get(id) : undefined),

    async read(tx, poolId, id) {
      const found = await readClient(tx.db, id);
      return found?.client.poolId === poolId ? found : undefined;
    },

    async insert(tx, client) {
      await tx.db.insertInto("app_clients").values(toRow(client)).execute();
      tx.invalidate(CACHE, client.id);
    },

    async change(tx, id, change) {
      const row = await tx.db.selectFrom("app_clients").selectAll().where("id", "=", id).executeTakeFirst();
      if (row === undefined) return undefined;
      const after = { ...change(toClient(row)), version: row.version + 1 };
      await tx.db.updateTable("app_clients").set(toRow(after)).where("id", "=", id).execute();
      tx.invalidate(CACHE, id);
      return after;
    },

    async remove(tx, poolId, id) {
      const { numDeletedRows } = await tx.db
        .deleteFrom("app_clients")
        .where("pool_id", "=", poolId)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      await tx.db.deleteFrom("app_client_secrets").where("client_id", "=", id).execute();
      await tx.db.deleteFrom("auth_sessions").where("pool_id", "=", poolId).where("client_id", "=", id).execute();
      tx.invalidate(CACHE, id);
      return true;
    },

    async list(poolId, page) {
      const ofPool = storage.db.selectFrom("app_clients").selectAll().where("pool_id", "=", poolId);
      const rows = await pageByKey(ofPool, "id", page).execute();
      return rows.map(toClient);
    },

    async all(tx, poolId) {
      const rows = await tx.db.selectFrom("app_clients").selectAll().where("pool_id", "=", poolId).execute();
      return rows.map(toClient);
    },

    async count(tx, poolId) {
      return await countRows(tx.db.selectFrom("app_clients").where("pool_id", "=", poolId));
    },

    async insertSecret(tx, secret) {
      await tx.db
        .insertInto("app_client_secrets")
        .values({
          client_id: secret.clientId,
          id: secret.id,
          value_sealed: sealer.seal(secret.value, secretPlace(secret.clientId, secret.id)),
          created_at: secret.createdAt,
        })
        .execute();
      tx.invalidate(CACHE, secret.clientId);
    },

    async removeSecret(tx, clientId, secretId) {
      const { numDeletedRows } = await tx.db
        .deleteFrom("app_client_secrets")
        .where("client_id", "=", clientId)
        .where("id", "=", secretId)
        .executeTakeFirstOrThrow();
      tx.invalidate(CACHE, clientId);
      return numDeletedRows > 0n;
    },
  };
}

const secretPlace = (clientId: string, id: string) => ({
  table: "app_client_secrets",
  row: `${clientId}/${id}`,
  column: "value_sealed",
});

function toRow(client: AppClient): CognitoTables["app_clients"] {
  return {
    id: client.id,
    pool_id: client.poolId,
    name: client.name,
    settings_json: JSON.stringify(client.settings),
    created_at: client.createdAt,
    modified_at: client.modifiedAt,
    version: client.version,
  };
}

function toClient(row: CognitoTables["app_clients"]): AppClient {
  return {
    id: row.id,
    poolId: row.pool_id,
    name: row.name,
    settings: JSON.parse(row.settings_json),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    version: row.version,
  };
}
