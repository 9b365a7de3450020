import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { allDatabases } from "../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../test/example-tables.ts";
import { ConstraintViolation, isForeignKeyViolation, isUniqueViolation } from "./constraint-violation.ts";
import { StorageClosedError, UnitMisuseError } from "./errors.ts";
import type { Storage, Unit } from "./storage.ts";
import { UnstorableValueError } from "./stored-values.ts";

describe.each(allDatabases)("a storage on $name", (database) => {
  let storage: Storage<ExampleTables>;

  beforeEach(async () => {
    storage = (await database.open({ migrations: exampleMigrations })).of<ExampleTables>();
  });
  afterEach(() => storage.close());

  const put = (id: string, count = 0) => storage.write((tx) => insert(tx, id, count));
  const insert = async (tx: Unit<ExampleTables>, id: string, count = 0) => {
    await tx.db.insertInto("things").values({ id, count }).execute();
  };
  const ids = async () =>
    (await storage.db.selectFrom("things").select("id").orderBy("id").execute()).map(({ id }) => id);

  describe("a unit of work", () => {
    test("is in force, and gives what it returned, when its write resolves", async () => {
      const given = await storage.write(async (tx) => {
        await insert(tx, "a");
        await insert(tx, "b");
        return 7;
      });
      expect(given).toBe(7);
      expect(await ids()).toEqual(["a", "b"]);
    });

    test("is undone whole when it throws", async () => {
      const failure = new Error("no");
      const unit = storage.write(async (tx) => {
        await insert(tx, "a");
        throw failure;
      });
      await expect(unit).rejects.toBe(failure);
      expect(await ids()).toEqual([]);
    });

    test("sees its own statements", async () => {
      const seen = await storage.write(async (tx) => {
        await insert(tx, "a", 1);
        await tx.db
          .updateTable("things")
          .set((row) => ({ count: row("count", "+", 1) }))
          .where("id", "=", "a")
          .execute();
        return tx.db.selectFrom("things").select("count").where("id", "=", "a").executeTakeFirstOrThrow();
      });
      expect(seen.count).toBe(2);
    });

    test("is undone when one of its statements failed, though the error was caught inside", async () => {
      await put("a");
      const unit = storage.write(async (tx) => {
        await insert(tx, "b");
        await insert(tx, "a").catch(() => {});
        return "as if nothing had happened";
      });
      await expect(unit).rejects.toSatisfy((error) => isUniqueViolation(error, "things"));
      expect(await ids()).toEqual(["a"]);
    });

    test("takes no further statement after one has failed", async () => {
      await put("a");
      const unit = storage.write(async (tx) => {
        await insert(tx, "a").catch(() => {});
        await insert(tx, "c");
      });
      await expect(unit).rejects.toBeInstanceOf(ConstraintViolation);
      expect(await ids()).toEqual(["a"]);
    });

    test("has every statement in it or is undone, though it does not await one", async () => {
      let stray: Promise<unknown> = Promise.resolve();
      const unit = storage.write(async (tx) => {
        stray = insert(tx, "a").catch((error: unknown) => error);
      });
      const outcome = await unit.then(
        () => ["a"],
        (error: unknown) => (error instanceof UnitMisuseError ? [] : error),
      );
      await stray;
      expect(await ids()).toEqual(outcome);
    });

    test("takes no statement after its end", async () => {
      let kept: Unit<ExampleTables> | undefined;
      await storage.write(async (tx) => {
        kept = tx;
      });
      await expect(kept && insert(kept, "a")).rejects.toBeInstanceOf(UnitMisuseError);
      expect(await ids()).toEqual([]);
    });

    test("runs statements begun together one after another", async () => {
      await storage.write(async (tx) => {
        await Promise.all(["a", "b", "c"].map((id) => insert(tx, id)));
      });
      expect(await ids()).toEqual(["a", "b", "c"]);
    });

    test("opens no transaction of its own", async () => {
      const unit = storage.write((tx) => tx.db.transaction().execute(async () => {}));
      await expect(unit).rejects.toThrow();
    });

    test("appends events in the order of their numbers", async () => {
      const event = {
        account: "000000000000",
        region: "us-east-1",
        resource: "r",
        actor: "anonymous",
        requestId: "q",
        at: 5,
      };
      await storage.write(async (tx) => {
        await tx.emit({ ...event, kind: "test.First", data: { name: "a\0b" } });
        await tx.emit({ ...event, kind: "test.Second" });
      });
      const events = await storage.of().db.selectFrom("events").selectAll().orderBy("seq").execute();
      expect(events.map(({ kind }) => kind)).toEqual(["test.First", "test.Second"]);
      expect(JSON.parse(events[0]?.data ?? "")).toEqual({ name: "a\0b" });
      expect(events[1]).toMatchObject({ account: "000000000000", request_id: "q", at: 5, data: "{}" });
    });

    test("appends no event when it is undone", async () => {
      const unit = storage.write(async (tx) => {
        await tx.emit({ account: "", region: "", resource: "", kind: "k", actor: "", requestId: "", at: 0 });
        throw new Error("no");
      });
      await expect(unit).rejects.toThrow("no");
      expect(await storage.of().db.selectFrom("events").selectAll().execute()).toEqual([]);
    });

    test("wakes what waits for its commit once, after it, and not when it is undone", async () => {
      const woken: string[] = [];
      await storage.write(async (tx) => {
        tx.afterCommit(() => woken.push("first"));
        tx.afterCommit(() => {
          throw new Error("logged, and of no consequence");
        });
        tx.afterCommit(() => woken.push("second"));
        expect(woken).toEqual([]);
      });
      const undone = storage.write(async (tx) => {
        tx.afterCommit(() => woken.push("never"));
        throw new Error("no");
      });
      await expect(undone).rejects.toThrow("no");
      expect(woken).toEqual(["first", "second"]);
    });
  });

  describe("concurrent units", () => {
    test("of 64 writers lose nothing and count right", async () => {
      await put("counter", 0);
      const writers = Array.from({ length: 64 }, async (_, writer) => {
        for (let round = 0; round < 5; round++) {
          await storage.write(async (tx) => {
            const { count } = await tx.db
              .selectFrom("things")
              .select("count")
              .where("id", "=", "counter")
              .executeTakeFirstOrThrow();
            await tx.db
              .updateTable("things")
              .set({ count: count + 1 })
              .where("id", "=", "counter")
              .execute();
            await insert(tx, `${writer}-${round}`);
          });
        }
      });
      await Promise.all(writers);
      const counter = await storage.db
        .selectFrom("things")
        .select("count")
        .where("id", "=", "counter")
        .executeTakeFirst();
      expect(counter?.count).toBe(320);
      expect(await ids()).toHaveLength(321);
    });

    test("that insert one key leave one row and 49 unique violations", async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, count) => put("same", count)));
      const failed = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      expect(failed).toHaveLength(49);
      expect(failed.every((error) => isUniqueViolation(error, "things", ["id"]))).toBe(true);
      expect(await ids()).toEqual(["same"]);
    });

    test("are undone alone", async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 40 }, (_, index) =>
          storage.write(async (tx) => {
            await insert(tx, `${100 + index}`);
            if (index % 3 === 0) throw new Error("no");
          }),
        ),
      );
      const expected = outcomes.flatMap((outcome, index) => (outcome.status === "fulfilled" ? [`${100 + index}`] : []));
      expect(expected).toHaveLength(26);
      expect(await ids()).toEqual(expected);
    });

    test("that check and set one row never both succeed", async () => {
      await put("session", 1);
      const consume = () =>
        storage.write(async (tx) => {
          const { numUpdatedRows } = await tx.db
            .updateTable("things")
            .set({ count: 0 })
            .where("id", "=", "session")
            .where("count", "=", 1)
            .executeTakeFirst();
          return numUpdatedRows;
        });
      const consumed = await Promise.all(Array.from({ length: 20 }, consume));
      expect(consumed.filter((rows) => rows === 1n)).toHaveLength(1);
      expect(consumed.filter((rows) => rows === 0n)).toHaveLength(19);
    });

    test("that read what the other writes are not both in force as if alone", async () => {
      // Each inserts only when it sees nothing: one order or the other, so one of them must see the other's row.
      const lonely = (id: string) =>
        storage.write(async (tx) => {
          const others = await tx.db.selectFrom("things").select("id").execute();
          if (others.length === 0) await insert(tx, id);
        });
      await Promise.all([lonely("a"), lonely("b"), lonely("c")]);
      expect(await ids()).toHaveLength(1);
    });
  });

  describe("a read", () => {
    test("never sees a unit that is not committed", async () => {
      const gate = Promise.withResolvers<void>();
      const inserted = Promise.withResolvers<void>();
      const unit = storage.write(async (tx) => {
        await insert(tx, "a");
        inserted.resolve();
        await gate.promise;
        await insert(tx, "b");
      });
      await inserted.promise;
      const during = ids();
      setImmediate(gate.resolve);
      await unit;
      // Before or after the unit, never between.
      expect([[], ["a", "b"]]).toContainEqual(await during);
      expect(await ids()).toEqual(["a", "b"]);
    });

    test("never sees a unit that is undone", async () => {
      const inserted = Promise.withResolvers<void>();
      const unit = storage.write(async (tx) => {
        await insert(tx, "a");
        inserted.resolve();
        await new Promise(setImmediate);
        throw new Error("no");
      });
      const settled = expect(unit).rejects.toThrow("no");
      await inserted.promise;
      expect(await ids()).toEqual([]);
      await settled;
    });

    test("writes nothing", async () => {
      const writing = storage.db
        .with("source", (db) => db.selectFrom("things").select("id"))
        .insertInto("things")
        .values({ id: "a", count: 0 })
        .execute();
      await expect(writing).rejects.toThrow("only reads");
      expect(await ids()).toEqual([]);
    });
  });

  describe("constraints", () => {
    test("name the table and columns of a unique violation", async () => {
      const label = (name: string) =>
        storage.write((tx) => tx.db.insertInto("labels").values({ thing: "a", name }).execute());
      await put("a");
      await label("x");
      const error = await label("x").catch((caught: unknown) => caught);
      expect(isUniqueViolation(error)).toBe(true);
      expect(isUniqueViolation(error, "labels")).toBe(true);
      expect(isUniqueViolation(error, "labels", ["name", "thing"])).toBe(true);
      expect(isUniqueViolation(error, "labels", ["name"])).toBe(false);
      expect(isUniqueViolation(error, "things")).toBe(false);
    });

    test("tell nothing of the values", async () => {
      await put("secret-value");
      const error = await put("secret-value").catch((caught: unknown) => caught);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("secret-value");
    });

    test("hold between tables", async () => {
      const orphan = storage.write((tx) => tx.db.insertInto("labels").values({ thing: "none", name: "x" }).execute());
      await expect(orphan).rejects.toSatisfy(isForeignKeyViolation);
      await put("a");
      await storage.write((tx) => tx.db.insertInto("labels").values({ thing: "a", name: "x" }).execute());
      await storage.write((tx) => tx.db.deleteFrom("things").where("id", "=", "a").execute());
      expect(await storage.db.selectFrom("labels").selectAll().execute()).toEqual([]);
    });

    test("let an expected conflict pass", async () => {
      await put("a", 1);
      const given = await storage.write((tx) =>
        tx.db
          .insertInto("things")
          .values([
            { id: "a", count: 2 },
            { id: "b", count: 2 },
          ])
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .execute(),
      );
      expect(given.map(({ id }) => id)).toEqual(["b"]);
    });
  });

  describe("values", () => {
    const texts = [
      "",
      "Z",
      "a",
      "z",
      "ß",
      "é",
      "日本",
      "\uFFFD",
      "😀",
      "a b",
      "A",
      "e\u0301",
      "\u{1F469}\u200D\u{1F692}",
      "_",
      "-",
      "~",
    ];

    test("of text come back as they were and are ordered by code point", async () => {
      for (const text of texts) await put(text);
      const byCodePoint = [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(await ids()).toEqual(byCodePoint);
    });

    test("of text are told apart to the last code point", async () => {
      for (const text of ["a", "A", "á", "a\u0301", "a ", " a"]) await put(text);
      for (const text of ["a", "A", "á", "a\u0301", "a ", " a"]) {
        expect(await storage.db.selectFrom("things").select("id").where("id", "=", text).execute()).toEqual([
          { id: text },
        ]);
      }
    });

    test("of text are found by prefix as a range", async () => {
      for (const text of ["al", "alice", "alina", "am", "Al"]) await put(text);
      const found = await storage.db
        .selectFrom("things")
        .select("id")
        .where("id", ">=", "al")
        .where("id", "<", "am")
        .orderBy("id")
        .execute();
      expect(found.map(({ id }) => id)).toEqual(["al", "alice", "alina"]);
    });

    test("of integers reach 2^53 - 1 either way", async () => {
      await put("max", Number.MAX_SAFE_INTEGER);
      await put("min", Number.MIN_SAFE_INTEGER);
      const rows = await storage.db.selectFrom("things").select(["id", "count"]).orderBy("id").execute();
      expect(rows.map(({ count }) => count)).toEqual([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);
    });

    test("of counts and sums are numbers", async () => {
      await put("a", 40);
      await put("b", 2);
      const { rows, sum } = await storage.db
        .selectFrom("things")
        .select(({ fn }) => [fn.countAll<number>().as("rows"), fn.sum<number>("count").as("sum")])
        .executeTakeFirstOrThrow();
      expect([rows, sum]).toEqual([2, 42]);
    });

    test("of bytes come back as plain arrays", async () => {
      const bytes = new Uint8Array([0, 1, 254, 255]);
      await storage.write((tx) => tx.db.insertInto("things").values({ id: "a", count: 0, bytes }).execute());
      const row = await storage.db.selectFrom("things").select("bytes").executeTakeFirst();
      expect(row?.bytes?.constructor).toBe(Uint8Array);
      expect(row?.bytes).toEqual(bytes);
    });

    test.each([
      ["text with U+0000", { id: "a\0b" }],
      ["text with half a surrogate pair", { id: "a\uD83D" }],
      ["a fraction", { id: "a", count: 0.5 }],
      ["an integer past 2^53", { id: "a", count: 2 ** 53 }],
      ["not a number", { id: "a", count: Number.NaN }],
    ])("refuse %s alike", async (_, values) => {
      const unit = storage.write((tx) =>
        tx.db
          .insertInto("things")
          .values({ count: 0, ...values })
          .execute(),
      );
      await expect(unit).rejects.toBeInstanceOf(UnstorableValueError);
      expect(await ids()).toEqual([]);
    });

    test("of the wrong type for their column are refused", async () => {
      const wrong: { count: never } = JSON.parse('{"count": "many"}');
      await expect(
        storage.write((tx) =>
          tx.db
            .insertInto("things")
            .values({ id: "a", ...wrong })
            .execute(),
        ),
      ).rejects.toThrow();
    });

    test("that are long come back whole", async () => {
      const long = "é".repeat(1_000_000);
      await storage.write((tx) => tx.db.insertInto("things").values({ id: "a", count: 0, note: long }).execute());
      const row = await storage.db.selectFrom("things").select("note").executeTakeFirst();
      expect(row?.note === long).toBe(true);
    });
  });

  describe("when it is closed", () => {
    test("waits for the units under way", async () => {
      const units = Array.from({ length: 20 }, (_, index) => put(`${index}`));
      await storage.close();
      await expect(Promise.all(units)).resolves.toHaveLength(20);
    });

    test("takes nothing more", async () => {
      await storage.close();
      await expect(put("a")).rejects.toBeInstanceOf(StorageClosedError);
      expect(() => storage.db).toThrow(StorageClosedError);
    });

    test("closes once, however often it is told", async () => {
      await Promise.all([storage.close(), storage.close()]);
      await storage.close();
    });
  });
});
