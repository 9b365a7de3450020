import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allDatabases, type TestDatabase } from "../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../test/example-tables.ts";
import { queryPlans } from "../../test/query-plans.ts";
import { createClock } from "../platform/clock.ts";
import { silentLog } from "../platform/log.ts";
import { DatabaseTooNewError } from "./errors.ts";
import type { Migration, ServiceMigrations } from "./migration.ts";
import { migrateDatabase } from "./open-storage.ts";

const kinds = allDatabases.filter(({ name }) => name !== "sqlite");

const later: Migration = {
  name: "0003-colours",
  up: async (db, { text }) => {
    await db.schema.alterTable("things").addColumn("colour", text).execute();
  },
};
const withStep = (...steps: Migration[]): ServiceMigrations[] =>
  exampleMigrations.map(({ service, migrations }) => ({ service, migrations: [...steps, ...migrations] }));
const withLater = withStep(later);

const byCount: Migration = {
  name: "0001-by-count",
  index: { name: "things_by_count", table: "things", columns: ["count"] },
};

describe.each(kinds)("migrations on $name", (kind) => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await kind.create();
  });
  afterEach(() => database.drop());

  const migrate = (migrations: readonly ServiceMigrations[]) =>
    migrateDatabase({ database: database.location, migrations, clock: createClock(), log: silentLog });

  test("run once, the storage layer's own first, then each service's by name", async () => {
    expect(await migrate(exampleMigrations)).toEqual([
      { service: "storage", name: "0001-core" },
      { service: "storage", name: "0002-events-by-time" },
      { service: "example", name: "0001-things" },
      { service: "example", name: "0002-labels" },
    ]);
    expect(await migrate(exampleMigrations)).toEqual([]);
  });

  test("that are new run on data that is there", async () => {
    const before = (await database.open({ migrations: exampleMigrations })).of<ExampleTables>();
    await before.write((tx) => tx.db.insertInto("things").values({ id: "a", count: 1 }).execute());
    await before.close();
    expect(await migrate(withLater)).toEqual([{ service: "example", name: "0003-colours" }]);
    const after = (await database.open({ migrations: withLater })).of<{
      things: { id: string; colour: string | null };
    }>();
    expect(await after.db.selectFrom("things").select(["id", "colour"]).execute()).toEqual([{ id: "a", colour: null }]);
    await after.close();
  });

  test("build an index of a table that holds data, and say what they do meanwhile", async () => {
    const before = (await database.open({ migrations: exampleMigrations })).of<ExampleTables>();
    await before.write((tx) => tx.db.insertInto("things").values({ id: "a", count: 1 }).execute());
    await before.close();
    const lines: unknown[] = [];
    const log = { ...silentLog, info: (fields: object, text: string) => void lines.push([text, fields]) };
    const migrations = [...withStep(later), { service: "storage-test", migrations: [byCount] }];
    await migrateDatabase({ database: database.location, migrations, clock: createClock(), log });
    expect(lines).toEqual([
      [
        "the database is migrated to this version; nothing is answered before that is done",
        { steps: 2, megabytes: expect.any(Number) },
      ],
      ["migrating the database", { migration: "example/0003-colours", step: 1, of: 2 }],
      ["migrating the database", { migration: "storage-test/0001-by-count", step: 2, of: 2 }],
    ]);
    expect(await migrate(migrations)).toEqual([]);
    const after = (await database.open({ migrations })).of<ExampleTables>();
    const plan = await queryPlans(after, ({ db }) => db.deleteFrom("things").where("count", "=", 1).execute());
    expect(plan).toContain("things_by_count");
    await after.close();
  });

  test("say nothing of an empty database, which takes no time", async () => {
    const lines: string[] = [];
    const log = { ...silentLog, info: (_: object, text: string) => void lines.push(text) };
    await migrateDatabase({ database: database.location, migrations: exampleMigrations, clock: createClock(), log });
    expect(lines).toEqual([]);
  });

  test("end between two steps when they are stopped, and the next time go on from there", async () => {
    const stop = new AbortController();
    const stopping: Migration = {
      name: "0003-stopping",
      up: async (db, { text }) => {
        await db.schema.createTable("first").addColumn("id", text).execute();
        stop.abort(new Error("stopped"));
      },
    };
    const next: Migration = {
      name: "0004-next",
      up: async (db, { text }) => db.schema.createTable("second").addColumn("id", text).execute(),
    };
    const stopped = migrateDatabase({
      database: database.location,
      migrations: withStep(stopping, next),
      clock: createClock(),
      log: silentLog,
      stop: stop.signal,
    });
    await expect(stopped).rejects.toThrow(kind.name === "postgres" ? /stopped|lost/ : "stopped");
    // On PostgreSQL the stop may also undo the step that it came in.
    expect((await migrate(withStep(stopping, next))).at(-1)).toEqual({ service: "example", name: "0004-next" });
  });

  test("that this program does not know are refused in one sentence, and nothing is changed", async () => {
    await migrate(withLater);
    const error = await migrate(exampleMigrations).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DatabaseTooNewError);
    expect(String(error)).toMatch(/written by a newer Poolhouse.*example\/0003-colours.*restore a backup[^.]*\.$/);
    expect(await migrate(withLater)).toEqual([]);
  });

  test("of a service that this program does not have are refused", async () => {
    await migrate(exampleMigrations);
    await expect(migrate([])).rejects.toBeInstanceOf(DatabaseTooNewError);
  });

  test("that fail leave nothing behind, and those before them in force", async () => {
    const failing: Migration = {
      name: "0003-failing",
      up: async (db, { text }) => {
        await db.schema.createTable("half").addColumn("id", text).execute();
        throw new Error("no");
      },
    };
    const broken = exampleMigrations.map(({ service, migrations }) => ({
      service,
      migrations: [...migrations, failing],
    }));
    await expect(migrate(broken)).rejects.toThrow("no");
    const mended = {
      name: "0003-failing",
      up: async (db, { text }) => db.schema.createTable("half").addColumn("id", text).execute(),
    } satisfies Migration;
    const repaired = exampleMigrations.map(({ service, migrations }) => ({
      service,
      migrations: [...migrations, mended],
    }));
    expect(await migrate(repaired)).toEqual([{ service: "example", name: "0003-failing" }]);
  });

  test.each([
    ["is named otherwise", "things"],
    ["exists twice", "0001-things"],
  ])("are refused when one %s", async (_, name) => {
    const migrations = exampleMigrations.map(({ service, migrations }) => ({
      service,
      migrations: [...migrations, { name, up: async () => {} }],
    }));
    await expect(migrate(migrations)).rejects.toThrow(`example/${name}`);
  });

  test("take a table's numbers from a counter that never gives one twice", async () => {
    const storage = await database.open();
    const event = { account: "", region: "", resource: "", kind: "k", actor: "", requestId: "", at: 0 };
    await storage.write((tx) => tx.emit(event));
    await storage.write((tx) => tx.db.deleteFrom("events").execute());
    await storage.write((tx) => tx.emit(event));
    expect(await storage.db.selectFrom("events").select("seq").execute()).toEqual([{ seq: 2 }]);
    await storage.close();
  });
});
