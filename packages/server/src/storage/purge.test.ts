import { AsyncLocalStorage } from "node:async_hooks";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allDatabases } from "../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../test/example-tables.ts";
import { PURGED_AT_ONCE } from "./purge.ts";
import type { Storage, Unit } from "./storage.ts";

const never = new AbortController().signal;
const HOUR = 3_600_000;

/** Runs what another request would: outside the unit under way. */
const outside = AsyncLocalStorage.snapshot();

describe.each(allDatabases)("a purge on $name", (kind) => {
  let storage: Storage<ExampleTables>;

  beforeEach(async () => {
    storage = (await kind.open({ migrations: exampleMigrations })).of<ExampleTables>();
  });
  afterEach(() => storage.close());

  /** Things that count below zero are to go. */
  const put = (rows: readonly { id: string; count: number }[]) =>
    storage.write(({ db }) =>
      db
        .insertInto("things")
        .values([...rows])
        .execute(),
    );
  const expired = (length: number) =>
    Array.from({ length }, (_, index) => ({ id: `old ${String(index).padStart(5, "0")}`, count: -1 }));
  const ids = async () =>
    (await storage.db.selectFrom("things").select("id").orderBy("id").execute()).map(({ id }) => id);

  const batch = async ({ db }: Unit<ExampleTables>, most: number): Promise<number> => {
    const some = db.selectFrom("things").select("id").where("count", "<", 0).orderBy("id").limit(most);
    const { numDeletedRows } = await db
      .deleteFrom("things")
      .where("id", "in", some)
      .where("count", "<", 0)
      .executeTakeFirst();
    return Number(numDeletedRows);
  };

  test("deletes all that is to go, however much, and nothing else", async () => {
    await put([{ id: "new", count: 0 }, ...expired(3 * PURGED_AT_ONCE + 7)]);
    await storage.purge(batch, never);
    expect(await ids()).toEqual(["new"]);
  });

  test("tells of each unit's rows after its commit, a bounded number at a time", async () => {
    await put(expired(2 * PURGED_AT_ONCE + 7));
    const told: number[] = [];
    await storage.purge(batch, never, (rows) => told.push(rows));
    expect(told).toEqual([PURGED_AT_ONCE, PURGED_AT_ONCE, 7]);
  });

  test("stops between two units, and the next one goes on from there", async () => {
    await put(expired(3 * PURGED_AT_ONCE));
    const stop = new AbortController();
    await storage.purge(batch, stop.signal, () => stop.abort());
    expect(await ids()).toHaveLength(2 * PURGED_AT_ONCE);
    await storage.purge(batch, stop.signal);
    expect(await ids()).toHaveLength(2 * PURGED_AT_ONCE);
    await storage.purge(batch, never);
    expect(await ids()).toEqual([]);
  });

  test("that fails keeps what it deleted before", async () => {
    await put(expired(2 * PURGED_AT_ONCE));
    let units = 0;
    const failing = async (tx: Unit<ExampleTables>, most: number) => {
      if (++units > 1) throw new Error("no");
      return batch(tx, most);
    };
    await expect(storage.purge(failing, never)).rejects.toThrow("no");
    expect(await ids()).toHaveLength(PURGED_AT_ONCE);
  });

  test("of a job ends when the storage closes, which waits for the unit under way", async () => {
    const other = (await kind.open({ migrations: exampleMigrations })).of<ExampleTables>();
    let purged = 0;
    const begun = Promise.withResolvers<void>();
    // Always finds something: only the close can end it.
    const endless = async ({ db }: Unit<ExampleTables>): Promise<number> => {
      await db.selectFrom("things").select("id").execute();
      return 1;
    };
    other.schedule("purge", HOUR, (signal) =>
      other.purge(endless, signal, () => {
        if (++purged > 2) begun.resolve();
      }),
    );
    await begun.promise;
    await other.close();
    const before = purged;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(purged).toBe(before);
  });

  test("leaves others their turn between two units, and what they renew stays", async () => {
    await put(expired(2 * PURGED_AT_ONCE));
    const renewed = expired(2 * PURGED_AT_ONCE).at(-1)?.id ?? "";
    let renewal: Promise<unknown> | undefined;
    let isRenewed = false;
    const waiting = (tx: Unit<ExampleTables>, most: number) =>
      renewal === undefined || isRenewed ? batch(tx, most) : Promise.resolve(1);
    await storage.purge(waiting, never, () => {
      renewal ??= storage
        .write(({ db }) => db.updateTable("things").set({ count: 1 }).where("id", "=", renewed).execute())
        .then(() => {
          isRenewed = true;
        });
    });
    expect(await ids()).toEqual([renewed]);
  });

  test.runIf(kind.name === "postgres")("is in the way of no unit that runs meanwhile", async () => {
    await put([{ id: "new", count: 0 }, ...expired(7)]);
    let runs = 0;
    await storage.write(async ({ db }) => {
      runs++;
      // It reads what the purge deletes and writes where the purge reads: two SERIALIZABLE units could not both go on.
      await db.selectFrom("things").selectAll().execute();
      if (runs === 1) await outside(() => storage.purge(batch, never));
      await db.insertInto("things").values({ id: "newer", count: 0 }).execute();
    });
    expect(runs).toBe(1);
    expect(await ids()).toEqual(["new", "newer"]);
  });
});
