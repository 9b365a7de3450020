import { sql } from "kysely";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { databases } from "../../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../../test/example-tables.ts";
import { createTestSchema, type TestSchema } from "../../../test/postgres-schema.ts";
import { createClock } from "../../platform/clock.ts";
import { silentLog } from "../../platform/log.ts";
import type { Migration } from "../migration.ts";
import { migrateDatabase, openStorage } from "../open-storage.ts";

describe.runIf(databases.some(({ name }) => name === "postgres"))("migrations of PostgreSQL", () => {
  let schema: TestSchema;
  const logged: string[] = [];
  const log = {
    ...silentLog,
    info: (_: object, text: string) => void logged.push(text),
    warn: (_: object, text: string) => void logged.push(text),
  };

  beforeEach(async () => {
    logged.length = 0;
    schema = await createTestSchema();
    const storage = (await open()).of<ExampleTables>();
    await storage.write(({ db }) => db.insertInto("things").values({ id: "a", count: 1 }).execute());
    await storage.close();
  });
  afterEach(() => schema.drop());

  const open = () =>
    openStorage({
      database: { kind: "postgres", url: schema.url },
      migrations: exampleMigrations,
      clock: createClock(),
      log: silentLog,
    });
  const migrate = (step: Migration, { url = schema.url, stop }: { url?: string; stop?: AbortSignal } = {}) =>
    migrateDatabase({
      database: { kind: "postgres", url },
      migrations: [...exampleMigrations, { service: "later", migrations: [step] }],
      clock: createClock(),
      log,
      stop,
    });
  /** Another program's connection, or another node's. */
  const connection = async () => {
    const client = new pg.Client({ connectionString: schema.url });
    client.on("error", () => {});
    await client.connect();
    onTestFinished(() => client.end());
    return client;
  };
  const running = async (text: string) =>
    (await schema.run("select query from pg_stat_activity where pid <> pg_backend_pid() and state <> 'idle'")).filter(
      ({ query }) => String(query).includes(text),
    ).length;

  const byCount: Migration = {
    name: "0001-by-count",
    index: { name: `things_by_count`, table: "things", columns: ["count"] },
  };
  const isValid = async () =>
    (
      await schema.run(
        "select indisvalid from pg_index join pg_class c on c.oid = indexrelid where c.relname = 'things_by_count' and c.relnamespace = current_schema()::regnamespace",
      )
    )[0]?.indisvalid;

  test("build an index of a large table while the other nodes write it", async () => {
    const [one, other] = [await connection(), await connection()];
    await one.query("begin");
    await one.query("insert into things values ('b', 2)");
    const migrated = migrate(byCount);
    await vi.waitUntil(async () => (await running("concurrently")) > 0, { timeout: 20_000 });
    // It would wait behind an index that is built the other way.
    await other.query("set lock_timeout = '10s'");
    await other.query("insert into things values ('c', 3)");
    await one.query("commit");
    await migrated;
    expect(await isValid()).toBe(true);
  });

  test("build an index anew whose building was cut off", async () => {
    await schema.run("create index things_by_count on things (count)");
    await schema.run(
      "update pg_index set indisvalid = false where indexrelid = (current_schema() || '.things_by_count')::regclass",
    );
    await migrate(byCount);
    expect(await isValid()).toBe(true);
  });

  test("take an index for built that was built and not recorded", async () => {
    await schema.run("create index things_by_count on things (count)");
    expect((await migrate(byCount)).map(({ name }) => name)).toEqual(["0001-by-count"]);
  });

  test("let others have a table that is in use, and say so, until they get it", async () => {
    const [one, other] = [await connection(), await connection()];
    await one.query("begin");
    await one.query("select * from things");
    const migrated = migrate({
      name: "0001-colours",
      up: async (db, { text }) => db.schema.alterTable("things").addColumn("colour", text).execute(),
    });
    await vi.waitUntil(() => logged.includes("a table that is to be migrated is in use: it is asked for again"), {
      timeout: 30_000,
    });
    expect((await other.query("select id from things")).rows).toEqual([{ id: "a" }]);
    await one.query("commit");
    expect((await migrated).map(({ name }) => name)).toEqual(["0001-colours"]);
  });

  test("take as long as they take, whatever a role says of statements", async () => {
    const url = new URL(schema.url);
    url.searchParams.set("options", `${url.searchParams.get("options")} -c statement_timeout=50`);
    const slow: Migration = {
      name: "0001-slow",
      up: async (db) => void (await sql`select pg_sleep(0.2)`.execute(db)),
    };
    expect((await migrate(slow, { url: url.href })).map(({ name }) => name)).toEqual(["0001-slow"]);
  });

  const endless: Migration = {
    name: "0001-endless",
    up: async (db) => void (await sql`select pg_sleep(3600)`.execute(db)),
  };

  test("end at once when they are stopped, on the server too", async () => {
    const stop = new AbortController();
    const migrated = migrate(endless, { stop: stop.signal });
    const outcome = expect(migrated).rejects.toThrow();
    await vi.waitUntil(async () => (await running("pg_sleep(3600)")) > 0, { timeout: 20_000 });
    stop.abort(new Error("stopped"));
    await outcome;
    await vi.waitUntil(async () => (await running("pg_sleep(3600)")) === 0, { timeout: 20_000 });
  });

  test("that wait for another node's say so, and end when they are stopped", async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const migrating = expect(migrate(endless, { stop: first.signal })).rejects.toThrow();
    await vi.waitUntil(async () => (await running("pg_sleep(3600)")) > 0, { timeout: 20_000 });
    const waiting = expect(migrate(endless, { stop: second.signal })).rejects.toThrow();
    await vi.waitUntil(() => logged.includes("another node migrates the database: it is waited for"), {
      timeout: 30_000,
    });
    second.abort(new Error("stopped"));
    await waiting;
    first.abort(new Error("stopped"));
    await migrating;
  });
});
