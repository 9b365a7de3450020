import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createClock } from "../../../platform/clock.ts";
import { silentLog } from "../../../platform/log.ts";
import type { CoreTables } from "../../../storage/core-tables.ts";
import { migrateDatabase } from "../../../storage/open-storage.ts";
import { cognitoMigrations } from "../migrations.ts";
import type { CognitoTables } from "../tables.ts";
import { parseListFilter } from "./list-filter.ts";
import { listUsers } from "./list-users.ts";
import { SEARCHABLE_ATTRIBUTES } from "./searchable.ts";

let folder: string;
let database: DatabaseSync;

/** The queries that `read` makes, on a database that answers nothing. */
async function queriesOf(
  read: (db: Kysely<CognitoTables & CoreTables>) => Promise<unknown>,
): Promise<readonly CompiledQuery[]> {
  const queries: CompiledQuery[] = [];
  const db = new Kysely<CognitoTables & CoreTables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (introspected) => new SqliteIntrospector(introspected),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    log: ({ query }) => {
      queries.push(query);
    },
  });
  await read(db);
  return queries;
}

/** SQLite's account of how it reads, one line a table. */
function planOf({ sql, parameters }: CompiledQuery): string[] {
  const rows = database.prepare(`explain query plan ${sql}`).all(...(parameters as SQLInputValue[]));
  return rows.map(({ detail }) => String(detail));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "poolhouse-test-"));
  const file = join(folder, "poolhouse.db");
  const migrations = [{ service: "cognito-idp", migrations: cognitoMigrations }];
  await migrateDatabase({ database: { kind: "sqlite", file }, migrations, clock: createClock(), log: silentLog });
  database = new DatabaseSync(file, { readOnly: true });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const filters = [undefined, ...SEARCHABLE_ATTRIBUTES.flatMap((name) => [`${name} = "x"`, `${name} ^= "x"`])];

test.each(filters)("with the filter %s a page reads one range of an index and sorts nothing", async (filter) => {
  for (const after of [undefined, ["x", "64684428-c021-7049-51b0-d218e66ffecd"]]) {
    const queries = await queriesOf((db) => listUsers(db, "pool", parseListFilter(filter), { after, limit: 61 }));
    expect(queries.length).toBe(1);
    for (const line of queries.flatMap(planOf)) expect(line).toMatch(/^SEARCH \w+ USING (COVERING )?INDEX /);
  }
});

test("an equal value and a prefix begin where the page begins", async () => {
  const [equal] = await queriesOf((db) =>
    listUsers(db, "pool", parseListFilter('email = "x"'), { after: ["x", "s"], limit: 2 }),
  );
  const [prefix] = await queriesOf((db) =>
    listUsers(db, "pool", parseListFilter('email ^= "x"'), { after: ["xy", "s"], limit: 2 }),
  );
  expect(equal && planOf(equal)[0]).toMatch(/\(pool_id=\? AND attribute=\? AND value=\? AND sub>\?\)$/);
  expect(prefix && planOf(prefix)[0]).toMatch(
    /\(pool_id=\? AND attribute=\? AND \(value,sub\)>\(\?,\?\) AND value<\?\)$/,
  );
});
