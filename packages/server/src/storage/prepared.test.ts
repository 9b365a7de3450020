import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allDatabases } from "../../test/databases.ts";
import { exampleMigrations } from "../../test/example-tables.ts";
import { prepared } from "./prepared.ts";
import type { Reader, Storage, Unit } from "./storage.ts";
import { UnstorableValueError } from "./stored-values.ts";

interface Tables {
  things: { id: string; count: number; note: string | null };
}

let built = 0;

const things = prepared((db: Reader<Tables>, { from, most }: { from: string; most: number }) => {
  built++;
  return db.selectFrom("things").select(["id", "note"]).where("id", ">=", from).orderBy("id").limit(most);
});

const insertThing = prepared((db: Unit<Tables>["db"], thing: { id: string; count: number; note: string | null }) =>
  db.insertInto("things").values({ id: thing.id, count: thing.count, note: thing.note }),
);

const addOne = prepared((db: Unit<Tables>["db"], { id }: { id: string }) =>
  db
    .updateTable("things")
    .set((row) => ({ count: row("count", "+", 1) }))
    .where("id", "=", id)
    .where("count", "<", 3),
);

describe.each(allDatabases)("a prepared statement on $name", (database) => {
  let storage: Storage<Tables>;

  beforeEach(async () => {
    storage = (await database.open({ migrations: exampleMigrations })).of<Tables>();
  });
  afterEach(() => storage.close());

  const put = (id: string, note: string | null = null) =>
    storage.write((tx) => insertThing(tx.db, { id, count: 0, note }));
  const idsFrom = async (from: string, most = 10) =>
    (await things(storage.db, { from, most })).rows.map(({ id }) => id);

  test("takes other values each time", async () => {
    for (const id of ["a", "b", "c"]) await put(id);
    expect(await idsFrom("b")).toEqual(["b", "c"]);
    expect(await idsFrom("a")).toEqual(["a", "b", "c"]);
    expect(await idsFrom("a", 1)).toEqual(["a"]);
    expect(await Promise.all([idsFrom("c"), idsFrom("b"), idsFrom("d")])).toEqual([["c"], ["b", "c"], []]);
  });

  test("is built once, whoever runs it", async () => {
    await idsFrom("a");
    const before = built;
    await idsFrom("b");
    await storage.write((tx) => things(tx.db, { from: "a", most: 1 }));
    expect(built).toBe(before);
  });

  test("stores null where a value is null", async () => {
    await put("a", "first");
    await put("b");
    expect((await things(storage.db, { from: "a", most: 2 })).rows.map(({ note }) => note)).toEqual(["first", null]);
  });

  test("is a statement of its unit: seen there, undone with it", async () => {
    const unit = storage.write(async (tx) => {
      await insertThing(tx.db, { id: "a", count: 0, note: null });
      expect((await things(tx.db, { from: "", most: 2 })).rows).toHaveLength(1);
      throw new Error("no");
    });
    await expect(unit).rejects.toThrow("no");
    expect(await idsFrom("")).toEqual([]);
  });

  test("tells how many rows it changed", async () => {
    await put("a");
    const changed = () => storage.write(async (tx) => (await addOne(tx.db, { id: "a" })).numAffectedRows);
    expect([await changed(), await changed(), await changed(), await changed()]).toEqual([1n, 1n, 1n, 0n]);
  });

  test("refuses values that no statement may carry", async () => {
    await expect(put("a\0b")).rejects.toBeInstanceOf(UnstorableValueError);
  });

  test("does not change anything through a reader", async () => {
    const writing = insertThing as unknown as (db: Reader<Tables>, thing: object) => Promise<unknown>;
    await expect(writing(storage.db, { id: "a", count: 0, note: null })).rejects.toThrow("storage.db only reads");
    expect(await idsFrom("")).toEqual([]);
  });
});
