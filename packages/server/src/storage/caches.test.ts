import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allDatabases } from "../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../test/example-tables.ts";
import type { Cache, Reader, Storage } from "./storage.ts";

describe.each(allDatabases)("a cache on $name", (database) => {
  let storage: Storage<ExampleTables>;
  let loads: string[];
  let events: string[];

  beforeEach(async () => {
    loads = [];
    events = [];
    const observeCache = (cache: string, event: string) => events.push(`${cache} ${event}`);
    storage = (await database.open({ migrations: exampleMigrations, observeCache })).of<ExampleTables>();
  });
  afterEach(() => storage.close());

  const load = async (key: string, db: Reader<ExampleTables>): Promise<number | undefined> => {
    loads.push(key);
    const row = await db.selectFrom("things").select("count").where("id", "=", key).executeTakeFirst();
    return row?.count;
  };
  const cacheOf = (most?: number): Cache<number> => storage.cache("counts", load, most);
  const set = (id: string, count: number) =>
    storage.write(async (tx) => {
      await tx.db
        .insertInto("things")
        .values({ id, count })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ count }))
        .execute();
      tx.invalidate("counts", id);
    });

  test("loads a value once", async () => {
    const cache = cacheOf();
    await set("a", 1);
    expect([await cache.get("a"), await cache.get("a")]).toEqual([1, 1]);
    expect(loads).toEqual(["a"]);
  });

  test("loads once for all who ask at the same time", async () => {
    const cache = cacheOf();
    await set("a", 1);
    expect(await Promise.all([cache.get("a"), cache.get("a"), cache.get("a")])).toEqual([1, 1, 1]);
    expect(loads).toEqual(["a"]);
  });

  test("does not keep that there is nothing", async () => {
    const cache = cacheOf();
    expect(await cache.get("a")).toBeUndefined();
    await storage.write((tx) => tx.db.insertInto("things").values({ id: "a", count: 1 }).execute());
    expect(await cache.get("a")).toBe(1);
  });

  test("gives the new value as soon as a write resolves", async () => {
    const cache = cacheOf();
    for (let count = 0; count < 20; count++) {
      await set("a", count);
      expect(await cache.get("a")).toBe(count);
    }
  });

  test("keeps its value when the unit is undone", async () => {
    const cache = cacheOf();
    await set("a", 1);
    await cache.get("a");
    const unit = storage.write(async (tx) => {
      tx.invalidate("counts", "a");
      throw new Error("no");
    });
    await expect(unit).rejects.toThrow("no");
    await cache.get("a");
    expect(loads).toEqual(["a"]);
  });

  test("never keeps what a load read before an invalidation", async () => {
    const gate = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    let first = true;
    const cache = storage.cache("counts", async (key, db: Reader<ExampleTables>) => {
      const value = await load(key, db);
      if (first) {
        first = false;
        read.resolve();
        await gate.promise;
      }
      return value;
    });
    await set("a", 1);
    const early = cache.get("a");
    await read.promise;
    await set("a", 2);
    // Whoever asks after the write does not share the load that began before it.
    expect(await cache.get("a")).toBe(2);
    gate.resolve();
    expect(await early).toBe(1);
    expect(await cache.get("a")).toBe(2);
  });

  test("never gives a value older than a write that was answered, whatever runs at the same time", async () => {
    const cache = cacheOf();
    let written = 0;
    await set("a", 0);
    const writer = async () => {
      for (let count = 1; count <= 30; count++) {
        await set("a", count);
        written = count;
      }
    };
    const reader = async () => {
      while (written < 30) {
        const least = written;
        expect(await cache.get("a")).toBeGreaterThanOrEqual(least);
        await new Promise(setImmediate);
      }
    };
    await Promise.all([writer(), reader(), reader(), reader()]);
  });

  test("keeps nothing of a load that failed, and tells all who asked", async () => {
    let fail = true;
    const cache = storage.cache("fallible", async () => {
      if (fail) throw new Error("no");
      return 1;
    });
    const outcomes = await Promise.allSettled([cache.get("a"), cache.get("a")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    fail = false;
    expect(await cache.get("a")).toBe(1);
  });

  test("holds so many values and gives up the least recently used", async () => {
    const cache = cacheOf(2);
    for (const id of ["a", "b", "c"]) await set(id, 1);
    for (const id of ["a", "b", "a", "c"]) await cache.get(id);
    loads = [];
    for (const id of ["a", "c", "b"]) await cache.get(id);
    expect(loads).toEqual(["b"]);
  });

  test("tells its observer of hits and misses", async () => {
    const cache = cacheOf();
    await set("a", 1);
    await cache.get("a");
    await cache.get("a");
    expect(events).toEqual(["counts miss", "counts hit"]);
  });

  test("has a name of its own", () => {
    cacheOf();
    expect(() => cacheOf()).toThrow("The cache counts exists already.");
  });

  test("is not troubled by the invalidation of one that nobody has defined", async () => {
    await storage.write(async (tx) => tx.invalidate("unheard-of", "a"));
  });

  test("forgets everything when the storage does", async () => {
    const cache = cacheOf();
    await set("a", 1);
    await storage.write((tx) => tx.db.insertInto("labels").values({ thing: "a", name: "x" }).execute());
    await cache.get("a");
    await storage.reset();
    expect(await cache.get("a")).toBeUndefined();
    expect(await storage.db.selectFrom("labels").selectAll().execute()).toEqual([]);
    await set("a", 2);
    expect(await cache.get("a")).toBe(2);
  });
});
