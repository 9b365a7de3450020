import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import { databases } from "../../../../test/databases.ts";
import { queryPlans } from "../../../../test/query-plans.ts";
import { PURGED_AT_ONCE } from "../../../storage/purge.ts";
import type { CognitoStorage } from "../tables.ts";
import { purgeRemovedPools, removeRowsOfUsers, TABLES_OF_USERS } from "./rows-of-users.ts";

const never = new AbortController().signal;
const POOL = samplePool().id;
const OTHER = "us-east-1_Other0000";

describe.each(databases)("what belongs to the users of a pool that is removed, on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let storage: CognitoStorage;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    ({ storage } = opened);
    await opened.addPool();
  });
  afterEach(() => storage.close());

  const remove = () => storage.write((tx) => opened.pools.remove(tx, POOL));

  const columnsOf = async (table: string) => {
    const columns =
      storage.dialect === "sqlite"
        ? sql<{ name: string; type: string }>`select name, lower(type) as type from pragma_table_info(${table})`
        : sql<{
            name: string;
            type: string;
          }>`select column_name as name, data_type as type from information_schema.columns
            where table_schema = current_schema() and table_name = ${table}`;
    return storage.write(async ({ db }) => (await columns.execute(db)).rows);
  };

  /** Puts rows into a table of a pool, alike in all pools but for keys that no two pools share. */
  const fill = async (table: string, poolId: string, count: number) => {
    const columns = await columnsOf(table);
    const shared = ["sub", "key", "attribute", "value", "purpose", "subject", "kind", "group_name"];
    const value = (name: string, type: string, index: number) => {
      if (name === "pool_id") return poolId;
      if (type !== "text") return 1;
      return shared.includes(name) ? `row ${index}` : `row ${index} of ${poolId}`;
    };
    await storage.write(async ({ db }) => {
      for (let index = 0; index < count; index++) {
        await sql`insert into ${sql.table(table)} (${sql.join(columns.map(({ name }) => sql.ref(name)))})
          values (${sql.join(columns.map(({ name, type }) => value(name, type, index)))})`.execute(db);
      }
    });
  };
  const count = async (table: string, poolId: string) =>
    storage.write(async ({ db }) => {
      const { rows } = await sql<{ rows: number }>`
        select count(*) as rows from ${sql.table(table)} where pool_id = ${poolId}`.execute(db);
      return Number(rows[0]?.rows);
    });
  const counts = async (poolId: string) => {
    let rows = 0;
    for (const table of TABLES_OF_USERS) rows += await count(table, poolId);
    return rows;
  };
  const tokens = async () => (await storage.db.selectFrom("refresh_tokens").select("hash").execute()).length;
  const left = async () => (await storage.db.selectFrom("removed_pools").select("id").execute()).map(({ id }) => id);

  test("goes with it when it is little, and nothing of another pool", async () => {
    for (const table of TABLES_OF_USERS) for (const pool of [POOL, OTHER]) await fill(table, pool, 3);
    await storage.write(({ db }) =>
      db
        .insertInto("refresh_tokens")
        .values(
          [POOL, OTHER].map((pool) => ({
            hash: pool,
            origin_jti: `row 0 of ${pool}`,
            created_at: 1,
            rotated_at: null,
          })),
        )
        .execute(),
    );
    await remove();
    expect([await counts(POOL), await left()]).toEqual([0, []]);
    expect([await counts(OTHER), await tokens()]).toEqual([3 * TABLES_OF_USERS.length, 1]);
  });

  test("goes unit by unit when it is much, after the pool itself, and on after a stop", async () => {
    await fill("user_search", POOL, 1000);
    await fill("attempts", POOL, 2 * PURGED_AT_ONCE);
    await fill("attempts", OTHER, 5);
    expect(await remove()).toBe(true);
    expect(await opened.pools.find(POOL)).toBeUndefined();
    expect([await counts(POOL), await left()]).toEqual([2 * PURGED_AT_ONCE, [POOL]]);

    const stop = new AbortController();
    const stopping: CognitoStorage = {
      ...storage,
      get db() {
        return storage.db;
      },
      purge: (batch, signal) => storage.purge(batch, signal, () => stop.abort()),
    };
    await purgeRemovedPools(stopping, stop.signal);
    expect([await counts(POOL), await left()]).toEqual([PURGED_AT_ONCE, [POOL]]);

    await purgeRemovedPools(storage, never);
    expect(await counts(POOL)).toBe(0);
    expect(await counts(OTHER)).toBe(5);
  });

  test("is looked for until a run finds nothing: a unit that began before the removal may end after it", async () => {
    await fill("user_search", POOL, 1000);
    await fill("attempts", POOL, 1);
    await remove();
    await purgeRemovedPools(storage, never);
    await fill("user_passwords", POOL, 1);
    expect(await left()).toEqual([POOL]);
    await purgeRemovedPools(storage, never);
    expect([await counts(POOL), await left()]).toEqual([0, [POOL]]);
    await purgeRemovedPools(storage, never);
    expect(await left()).toEqual([]);
  });

  test("is found by indexes", async () => {
    for (const table of TABLES_OF_USERS) await fill(table, POOL, 5);
    const plans = await queryPlans(storage, (tx) => removeRowsOfUsers(tx, POOL));
    expect(plans).not.toMatch(/seq scan on|scan (?!constant)(?!\w+ using|using|on)/i);
  });
});
