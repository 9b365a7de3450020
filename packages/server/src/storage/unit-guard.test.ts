import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allDatabases } from "../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../test/example-tables.ts";
import type { Storage } from "./storage.ts";
import { assertOutsideUnit, InsideUnitError } from "./unit-guard.ts";

describe.each(allDatabases)("inside a unit of work on $name", (database) => {
  let storage: Storage<ExampleTables>;

  beforeEach(async () => {
    storage = (await database.open({ migrations: exampleMigrations })).of<ExampleTables>();
  });
  afterEach(() => storage.close());

  const count = async (reader: Storage<ExampleTables>["db"]) =>
    (await reader.selectFrom("things").select("id").execute()).length;

  const acts: Record<string, () => unknown> = {
    "storage.write": () => storage.write(async () => {}),
    "storage.db": () => storage.db,
    "storage.reset": () => storage.reset(),
    "storage.close": () => storage.close(),
    "storage.schedule": () => storage.schedule("job", 1000, async () => {}),
    'call("lambda", "Invoke")': () => assertOutsideUnit('call("lambda", "Invoke")'),
  };

  test.each(Object.entries(acts))("%s throws and names the rule", async (name, act) => {
    const unit = storage.write(async () => {
      await act();
    });
    const error = await unit.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InsideUnitError);
    expect(String(error)).toContain(`${name} inside a unit of work: a unit contains only statements on its tx`);
  });

  test("a reader that was taken before throws", async () => {
    const reader = storage.db;
    await expect(storage.write(() => count(reader))).rejects.toBeInstanceOf(InsideUnitError);
    expect(await count(reader)).toBe(0);
  });

  test("a cache throws", async () => {
    const cache = storage.cache("numbers", async () => 1);
    await expect(storage.write(() => cache.get("a"))).rejects.toBeInstanceOf(InsideUnitError);
    expect(await cache.get("a")).toBe(1);
  });

  test("what awaits, and what functions call, is inside too", async () => {
    const unit = storage.write(async () => {
      await new Promise(setImmediate);
      await (async () => assertOutsideUnit("HTTP"))();
    });
    await expect(unit).rejects.toBeInstanceOf(InsideUnitError);
  });

  test("another storage throws too", async () => {
    const other = await database.open();
    await expect(storage.write(() => other.write(async () => {}))).rejects.toBeInstanceOf(InsideUnitError);
    await other.close();
  });

  test("a unit that was refused something is undone", async () => {
    const unit = storage.write(async (tx) => {
      await tx.db.insertInto("things").values({ id: "a", count: 0 }).execute();
      await storage.write(async () => {});
    });
    await expect(unit).rejects.toBeInstanceOf(InsideUnitError);
    expect(await count(storage.db)).toBe(0);
  });

  test("nothing is refused after it, before it, or beside it", async () => {
    const begun = Promise.withResolvers<void>();
    const unit = storage.write(async (tx) => {
      begun.resolve();
      await new Promise(setImmediate);
      tx.afterCommit(() => assertOutsideUnit("waking"));
      return new Promise<void>((resolve) => setImmediate(resolve));
    });
    await begun.promise;
    assertOutsideUnit("beside");
    expect(await Promise.all([count(storage.db), storage.write(async () => 1)])).toEqual([0, 1]);
    await unit;
    assertOutsideUnit("after");
  });

  test("what it started and did not wait for is outside once it is over", async () => {
    let later: Promise<number> = Promise.resolve(0);
    const over = Promise.withResolvers<void>();
    await storage.write(async () => {
      later = over.promise.then(() => storage.write(async () => 2));
    });
    over.resolve();
    expect(await later).toBe(2);
  });
});
