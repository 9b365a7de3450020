import { sql } from "kysely";
import { deleteChosen } from "../../../storage/delete-chosen.ts";
import { PURGED_AT_ONCE } from "../../../storage/purge.ts";
import type { CognitoStorage, CognitoTables, CognitoUnit } from "../tables.ts";
import { familyStore } from "../tokens/family-store.ts";

/** Deletes at most `most` rows of a pool in one table; how many. */
type Batch = (tx: CognitoUnit, poolId: string, most: number) => Promise<number>;

const of =
  <Table extends keyof CognitoTables>(table: Table, ...key: (keyof CognitoTables[Table] & string)[]): Batch =>
  (tx, poolId, most) =>
    deleteChosen<CognitoTables, Table>(tx, { table, key, where: sql`pool_id = ${poolId}` }, most);

/** The tables that grow with a pool's users, by `pool_id`; what has refresh tokens takes them along. */
const TABLES = {
  users: of("users", "pool_id", "sub"),
  user_passwords: of("user_passwords", "pool_id", "sub"),
  sign_in_names: of("sign_in_names", "pool_id", "key"),
  user_search: of("user_search", "pool_id", "attribute", "value", "sub"),
  codes: of("codes", "pool_id", "sub", "purpose", "attribute"),
  attempts: of("attempts", "pool_id", "subject", "kind"),
  auth_sessions: of("auth_sessions", "id_hash"),
  login_sessions: of("login_sessions", "id_hash"),
  authorization_codes: of("authorization_codes", "code_hash"),
  submissions: of("submissions", "key_hash"),
  token_families: familyStore.purgePool,
  group_members: of("group_members", "pool_id", "group_name", "sub"),
} as const satisfies Partial<Record<keyof CognitoTables, Batch>>;

export const TABLES_OF_USERS: readonly string[] = Object.keys(TABLES);

/** How many rows the unit that removes a pool deletes at most, besides the few that do not grow with its users. */
const REMOVED_WITH_THE_POOL = 1000;

/**
 * Deletes what belongs to the users of a pool that this unit removes. Of a pool with many users something is left, which `purgeRemovedPools` deletes: nobody finds it
 * any more, since the pool, its clients, domains and keys are gone.
 */
export async function removeRowsOfUsers(tx: CognitoUnit, poolId: string): Promise<void> {
  if ((await deleteRows(tx, poolId, REMOVED_WITH_THE_POOL)) < REMOVED_WITH_THE_POOL) return;
  await tx.db.insertInto("removed_pools").values({ id: poolId }).execute();
}

/**
 * Deletes what the removal of large pools left, until `signal` is aborted. A pool is forgotten by the run that finds nothing of it: on PostgreSQL a unit that saw
 * the pool may still be committed after the removal.
 */
export async function purgeRemovedPools(storage: CognitoStorage, signal: AbortSignal): Promise<void> {
  for (const { id } of await storage.db.selectFrom("removed_pools").select("id").execute()) {
    let deleted = 0;
    await storage.purge(
      (tx, most) => deleteRows(tx, id, most),
      signal,
      (rows) => {
        deleted += rows;
      },
    );
    if (signal.aborted) return;
    if (deleted > 0) continue;
    await storage.write((tx) => tx.db.deleteFrom("removed_pools").where("id", "=", id).execute());
  }
}

/** Deletes `most` rows of a pool, or less when no more are left; how many. */
async function deleteRows(tx: CognitoUnit, poolId: string, most: number): Promise<number> {
  let deleted = 0;
  for (const deleteBatch of Object.values(TABLES)) {
    for (let batch = 1; batch > 0 && deleted < most; deleted += batch)
      batch = await deleteBatch(tx, poolId, Math.min(PURGED_AT_ONCE, most - deleted));
  }
  return deleted;
}
