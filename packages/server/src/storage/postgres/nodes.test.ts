import { AsyncLocalStorage } from "node:async_hooks";
import { connect, createServer, type Socket } from "node:net";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { databases } from "../../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../../test/example-tables.ts";
import { createTestSchema, type TestSchema } from "../../../test/postgres-schema.ts";
import { createClock } from "../../platform/clock.ts";
import { silentLog } from "../../platform/log.ts";
import { coreMigrations } from "../core-migrations.ts";
import { CommitUncertainError, ForeignDatabaseError, StorageUnavailableError, UnitConflictError } from "../errors.ts";
import { migrateDatabase, openStorage, type StorageOptions } from "../open-storage.ts";
import type { Reader, Storage } from "../storage.ts";

/** Runs what another process would: outside the unit under way. */
const outside = AsyncLocalStorage.snapshot();

/** A way to the database that goes silent when it is told to, as a machine that stops, or takes nobody for a while. */
async function freezable(
  target: string,
): Promise<{ url: string; freeze(): void; refuse(): void; admit(): void; close(): void }> {
  const url = new URL(target);
  const { hostname, port } = url;
  const sockets = new Set<Socket>();
  let frozen = false;
  let refusing = false;
  const server = createServer((near) => {
    sockets.add(near.on("error", () => {}));
    if (refusing) near.destroy();
    if (refusing || frozen) return;
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", () => {}).pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url.host = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  return {
    url: url.href,
    freeze: () => {
      frozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    refuse: () => {
      refusing = true;
      for (const socket of sockets) socket.destroy();
    },
    admit: () => {
      refusing = false;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe.runIf(databases.some(({ name }) => name === "postgres"))("several nodes on one PostgreSQL database", () => {
  let schema: TestSchema;
  let url: string;
  const opened: Storage[] = [];

  beforeEach(async () => {
    schema = await createTestSchema();
    // So that a test can end the connections of its own nodes only.
    url = `${schema.url}&application_name=${schema.name}`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close()));
    await schema.drop();
  });

  const optionsOf = (options: Partial<StorageOptions> = {}): StorageOptions => ({
    database: { kind: "postgres", url },
    migrations: exampleMigrations,
    clock: createClock(),
    log: silentLog,
    connections: 5,
    ...options,
  });
  const node = async (options?: Partial<StorageOptions>): Promise<Storage<ExampleTables>> => {
    const storage = await openStorage(optionsOf(options));
    opened.push(storage);
    return storage.of<ExampleTables>();
  };
  const countOf = async (key: string, db: Reader<ExampleTables>) =>
    (await db.selectFrom("things").select("count").where("id", "=", key).executeTakeFirst())?.count;
  const set = (storage: Storage<ExampleTables>, id: string, count: number) =>
    storage.write(async (tx) => {
      await tx.db
        .insertInto("things")
        .values({ id, count })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ count }))
        .execute();
      tx.invalidate("counts", id);
    });
  const endConnections = () =>
    schema.run(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${schema.name}'`);

  test("that start at once migrate once", async () => {
    const applied = await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(optionsOf())));
    expect(applied.filter((steps) => steps.length > 0)).toHaveLength(1);
    const all = [coreMigrations, ...exampleMigrations].flatMap(({ migrations }) => migrations);
    expect(applied.flat()).toHaveLength(all.length);
  });

  test("count right together", async () => {
    const nodes = await Promise.all([node(), node(), node()]);
    await set(await node(), "counter", 0);
    const add = (storage: Storage<ExampleTables>) =>
      storage.write(async ({ db }) => {
        const { count } = await db
          .selectFrom("things")
          .select("count")
          .where("id", "=", "counter")
          .executeTakeFirstOrThrow();
        await db
          .updateTable("things")
          .set({ count: count + 1 })
          .where("id", "=", "counter")
          .execute();
      });
    await Promise.all(nodes.flatMap((storage) => Array.from({ length: 20 }, () => add(storage))));
    expect(await countOf("counter", (await node()).db)).toBe(60);
  });

  test("run a unit again after a conflict, and what follows its commit once", async () => {
    const [one, other] = await Promise.all([node(), node()]);
    await set(one, "a", 0);
    let runs = 0;
    let woken = 0;
    await one.write(async (tx) => {
      runs++;
      const count =
        (await tx.db.selectFrom("things").select("count").where("id", "=", "a").executeTakeFirst())?.count ?? 0;
      if (runs === 1) await outside(() => set(other, "a", 10));
      tx.afterCommit(() => woken++);
      await tx.db
        .updateTable("things")
        .set({ count: count + 1 })
        .where("id", "=", "a")
        .execute();
    });
    expect([runs, woken]).toEqual([2, 1]);
    expect(await countOf("a", one.db)).toBe(11);
  });

  test("run a unit again though it made an error of its own of the conflict", async () => {
    const [one, other] = await Promise.all([node(), node()]);
    await set(one, "a", 0);
    let runs = 0;
    await one.write(async (tx) => {
      runs++;
      await tx.db.selectFrom("things").select("count").where("id", "=", "a").execute();
      if (runs === 1) await outside(() => set(other, "a", 10));
      try {
        await tx.db.updateTable("things").set({ count: 1 }).where("id", "=", "a").execute();
      } catch {
        throw new Error("UserNotFoundException");
      }
    });
    expect(runs).toBe(2);
  });

  test("drop a cached value that another changed", async () => {
    const [one, other] = await Promise.all([node(), node()]);
    const cache = one.cache("counts", countOf);
    await set(other, "a", 1);
    expect(await cache.get("a")).toBe(1);
    await set(other, "a", 2);
    await vi.waitUntil(async () => (await cache.get("a")) === 2, { timeout: 10_000 });
  });

  test("drop many cached values that one unit changed, however long their keys", async () => {
    const [one, other] = await Promise.all([node(), node()]);
    let loads = 0;
    const cache = one.cache("counts", async () => ++loads);
    const keys = Array.from({ length: 200 }, (_, index) => `${index}-${"é".repeat(index * 10)}`);
    for (const key of keys) await cache.get(key);
    await other.write(async (tx) => {
      for (const key of keys) tx.invalidate("counts", key);
    });
    await vi.waitUntil(async () => ((await cache.get(keys.at(-1) ?? "")) ?? 0) > 200, { timeout: 10_000 });
    for (const key of keys) expect(await cache.get(key)).toBeGreaterThan(200);
  });

  test("drop everything when one key alone is longer than a notice", async () => {
    const [one, other] = await Promise.all([node(), node()]);
    let loads = 0;
    const cache = one.cache("counts", async () => ++loads);
    await cache.get("a");
    await other.write(async (tx) => tx.invalidate("counts", "x".repeat(10_000)));
    await vi.waitUntil(async () => (await cache.get("a")) === 2, { timeout: 10_000 });
  });

  test("drop everything when another resets", async () => {
    const [one, other] = await Promise.all([node(), node()]);
    const cache = one.cache("counts", countOf);
    await set(one, "a", 1);
    await cache.get("a");
    await other.reset();
    await vi.waitUntil(async () => (await cache.get("a")) === undefined, { timeout: 10_000 });
  });

  test("cache nothing while they cannot hear each other, and do so again when they can", async () => {
    const [one, other] = await Promise.all([node(), node()]);
    let loads = 0;
    const cache = one.cache("counts", (key, db) => {
      loads++;
      return countOf(key, db);
    });
    await set(other, "a", 1);
    expect(await cache.get("a")).toBe(1);
    await endConnections();
    await set(other, "a", 2);
    // The loss is noticed with the end of the connection; from then on a change cannot be missed.
    await vi.waitUntil(async () => (await cache.get("a")) === 2, { timeout: 10_000 });
    await set(other, "a", 3);
    await vi.waitUntil(async () => (await cache.get("a")) === 3, { timeout: 10_000 });
    await vi.waitUntil(
      async () => {
        await cache.get("a");
        const before = loads;
        await cache.get("a");
        return loads === before;
      },
      { timeout: 10_000 },
    );
    await set(other, "a", 4);
    await vi.waitUntil(async () => (await cache.get("a")) === 4, { timeout: 10_000 });
  });

  test("give out nothing cached while they cannot hear each other", async () => {
    await schema.run(
      `create role ${schema.name} login password 'x'; grant usage, create on schema ${schema.name} to ${schema.name}`,
    );
    const asRole = new URL(url);
    asRole.username = schema.name;
    asRole.password = "x";
    const cutOff = await node({ database: { kind: "postgres", url: asRole.href } });
    const cache = cutOff.cache("counts", countOf);
    await set(cutOff, "a", 1);
    expect(await cache.get("a")).toBe(1);
    await schema.run(`alter role ${schema.name} nologin`);
    await endConnections();
    await vi.waitUntil(
      () =>
        cache.get("a").then(
          () => false,
          () => true,
        ),
      { timeout: 10_000 },
    );
    await schema.run(`alter role ${schema.name} login`);
    await vi.waitUntil(
      () =>
        cache.get("a").then(
          (count) => count === 1,
          () => false,
        ),
      { timeout: 20_000 },
    );
    await cutOff.close();
    await schema.run(`drop owned by ${schema.name}; drop role ${schema.name}`);
  });

  test("read and write on when their connections were ended", async () => {
    const storage = await node();
    for (let round = 0; round < 3; round++) {
      await set(storage, "a", round);
      await endConnections();
      expect(await countOf("a", storage.db)).toBe(round);
      await endConnections();
    }
    await set(storage, "a", 9);
    expect(await countOf("a", storage.db)).toBe(9);
  });

  test("lose no unit that was answered, and answer all, while connections are ended under load", {
    timeout: 60_000,
  }, async () => {
    const nodes = await Promise.all([node(), node()]);
    const answered: string[] = [];
    const errors: unknown[] = [];
    let stop = false;
    const writer = async (storage: Storage<ExampleTables>, name: string) => {
      for (let count = 0; !stop; count++) {
        const id = `${name}-${count}`;
        try {
          await storage.write(async ({ db }) => {
            await db.insertInto("things").values({ id, count }).execute();
            await db.insertInto("labels").values({ thing: id, name: "whole" }).execute();
          });
          answered.push(id);
        } catch (error) {
          errors.push(error);
        }
      }
    };
    const writers = nodes.flatMap((storage, index) =>
      Array.from({ length: 8 }, (_, name) => writer(storage, `${index}-${name}`)),
    );
    for (let round = 0; round < 10; round++) {
      const before = answered.length;
      await vi.waitUntil(() => answered.length > before + 20, { timeout: 30_000 });
      await endConnections();
    }
    stop = true;
    await Promise.all(writers);
    expect(errors.filter((error) => !(error instanceof StorageUnavailableError))).toEqual([]);
    const kept = new Set(
      (await (await node()).db.selectFrom("labels").select("thing").execute()).map(({ thing }) => thing),
    );
    expect(answered.filter((id) => !kept.has(id))).toEqual([]);
    // What is there and was not answered is among those whose commit nobody could vouch for.
    expect(kept.size - answered.length).toBeLessThanOrEqual(
      errors.filter((error) => error instanceof CommitUncertainError).length,
    );
  });

  test("know whether the database takes their units: not while it cannot be reached, but where units are in each other's way", {
    timeout: 60_000,
  }, async () => {
    const proxy = await freezable(schema.url);
    const storage = await node({ database: { kind: "postgres", url: proxy.url } });
    const conflict = sql`do $$ begin raise exception using errcode = '40001'; end $$`;
    await expect(storage.write(({ db }) => conflict.execute(db))).rejects.toBeInstanceOf(UnitConflictError);
    expect(storage.takesUnits()).toBe(true);
    proxy.refuse();
    await expect(set(storage, "a", 1)).rejects.toBeInstanceOf(StorageUnavailableError);
    expect(storage.takesUnits()).toBe(false);
    proxy.admit();
    await set(storage, "a", 2);
    expect(storage.takesUnits()).toBe(true);
    await opened.pop()?.close();
    proxy.close();
  });

  test("close though the database hangs, and lose nothing that was answered", async () => {
    const proxy = await freezable(schema.url);
    const options = optionsOf({ database: { kind: "postgres", url: proxy.url } });
    const cutOff = (await openStorage(options)).of<ExampleTables>();
    await set(cutOff, "a", 1);
    proxy.freeze();
    // More than it has connections.
    const waiting = Array.from({ length: 10 }, () => [set(cutOff, "a", 2), countOf("a", cutOff.db)]).flat();
    const outcomes = Promise.allSettled(waiting);
    await cutOff.close();
    for (const outcome of await outcomes) {
      const reason = outcome.status === "rejected" ? String(outcome.reason) : "was answered";
      expect(reason).toMatch(/connection to the database was lost|is closed/);
      expect(reason).not.toContain("timeout");
    }
    proxy.close();
    expect(await countOf("a", (await node()).db)).toBe(1);
  });

  test("go on when another migrated the tables under their prepared statements", async () => {
    const storage = await node();
    await set(storage, "a", 1);
    const all = () => storage.db.selectFrom("things").selectAll().execute();
    // Each of the pool's connections has the statement prepared.
    for (let round = 0; round < 4; round++) await Promise.all(Array.from({ length: 5 }, all));
    await schema.run("alter table things add column colour text");
    expect(await Promise.all(Array.from({ length: 5 }, all))).toEqual(
      Array(5).fill([expect.objectContaining({ colour: null })]),
    );
    const seen = storage.write(async ({ db }) => db.selectFrom("things").selectAll().execute());
    expect(await seen).toEqual([expect.objectContaining({ colour: null })]);
  });

  test("run a job on one of them", async () => {
    const nodes = await Promise.all([node(), node(), node()]);
    let underWay = 0;
    let most = 0;
    let runs = 0;
    const work = async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay--;
      runs++;
    };
    for (const storage of nodes) storage.schedule("shared", 5, work);
    await vi.waitUntil(() => runs >= 10, { timeout: 20_000 });
    expect(most).toBe(1);
  });

  test("are told where the database is, without its password, when it cannot be reached", async () => {
    const unreachable = openStorage(
      optionsOf({ database: { kind: "postgres", url: "postgres://me:secret@127.0.0.1:1/pool" } }),
    );
    const error = await unreachable.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StorageUnavailableError);
    expect(String(error)).toContain("The database pool on 127.0.0.1:1 cannot be used");
    expect(String(error)).not.toContain("secret");
  });

  test("refuse a schema that another program uses, and leave it as it is", async () => {
    await schema.run("create table users (name text)");
    await expect(node()).rejects.toBeInstanceOf(ForeignDatabaseError);
    expect(await schema.run("select tablename from pg_tables where schemaname = current_schema()")).toEqual([
      { tablename: "users" },
    ]);
  });

  test("cannot write in what was given to them to read, not even by a data-modifying query", async () => {
    const storage = await node();
    const sneaking = storage.db
      .with("gone", (db) => db.deleteFrom("things").returning("id"))
      .selectFrom("gone")
      .selectAll()
      .execute();
    await expect(sneaking).rejects.toThrow(
      /^The database only reads, as a standby does: cannot execute \w+ in a read-only transaction\.$/,
    );
  });
});
