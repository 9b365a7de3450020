import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { UnitBody } from "../engine.ts";
import { StorageUnavailableError, UnitMisuseError } from "../errors.ts";
import { createSharedCommit } from "./shared-commit.ts";
import { openSqliteConnection, type SqliteConnection } from "./sqlite-connection.ts";

interface Rows {
  rows: { id: number };
}

let connection: SqliteConnection;
/** What the connection was told besides the units' own statements. */
let told: string[];

beforeEach(() => {
  const opened = openSqliteConnection(":memory:");
  opened.execute(
    "create table rows (id integer primary key, parent integer references rows deferrable initially deferred) strict",
  );
  told = [];
  connection = {
    ...opened,
    execute: (statement) => {
      told.push(statement);
      opened.execute(statement);
    },
    step: (statement) => {
      told.push(statement);
      opened.step(statement);
    },
  };
});
afterEach(() => connection.close());

/** However slow the machine is, units that come together share one transaction. */
const shareOne = () => createSharedCommit(connection, undefined, Number.POSITIVE_INFINITY);

const inserting = (id: number, committed: () => void = () => {}): UnitBody<number> => ({
  run: async (props) => {
    await new Kysely<Rows>(props).insertInto("rows").values({ id }).execute();
    return id;
  },
  committed,
});
const ids = () => connection.rows("select id from rows order by id").map(({ id }) => id);
const commits = () => told.filter((statement) => statement === "commit").length;

test("units that wait at the same time share one commit", async () => {
  const { write } = shareOne();
  expect(await Promise.all([1, 2, 3].map((id) => write(inserting(id))))).toEqual([1, 2, 3]);
  expect(commits()).toBe(1);
});

test("a unit of which a statement finds the disk full fails alone, as one that may be tried again", async () => {
  connection.execute("pragma max_page_count = 20");
  const { write } = shareOne();
  const large = write({
    run: (props) =>
      // SQLite undoes a statement of many rows alone, one of a single row with the whole transaction.
      sql`with recursive n (i) as (select 10 union all select i + 1 from n where i < 100000)
        insert into rows (id) select i from n`.execute(new Kysely(props)),
    committed: () => {},
  });
  const outcomes = await Promise.allSettled([write(inserting(1)), large, write(inserting(2))]);
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  await expect(large).rejects.toBeInstanceOf(StorageUnavailableError);
  expect(ids()).toEqual([1, 2]);
});

test("nobody is answered before the commit that he shares", async () => {
  const { write } = shareOne();
  const answered: number[] = [];
  const units = [1, 2, 3].map((id) => write(inserting(id, () => answered.push(-id))).then(() => answered.push(id)));
  const slow = write({
    run: async () => {
      await new Promise(setImmediate);
      expect(answered).toEqual([]);
      expect(commits()).toBe(0);
    },
    committed: () => {},
  });
  await Promise.all([...units, slow]);
  expect(answered).toEqual([-1, -2, -3, 1, 2, 3]);
});

test("a commit holds a bounded number of units", async () => {
  const { write } = createSharedCommit(connection);
  await Promise.all(Array.from({ length: 600 }, (_, id) => write(inserting(id))));
  expect(commits()).toBeGreaterThanOrEqual(3);
  expect(ids()).toHaveLength(600);
});

test("a commit that fails, fails all who share it, and the next ones succeed", async () => {
  const { write } = shareOne();
  const orphan: UnitBody<void> = {
    run: async (props) => {
      await sql`insert into rows (id, parent) values (9, 99)`.execute(new Kysely<Rows>(props));
    },
    committed: () => expect.unreachable(),
  };
  const outcomes = await Promise.allSettled([write(inserting(1, () => expect.unreachable())), write(orphan)]);
  expect(
    outcomes.map((outcome) => outcome.status === "rejected" && outcome.reason instanceof StorageUnavailableError),
  ).toEqual([true, true]);
  expect(ids()).toEqual([]);
  await write(inserting(2));
  expect(ids()).toEqual([2]);
});

test("a transaction that the database itself gave up fails all who share it, and the next ones succeed", async () => {
  const { write } = shareOne();
  const breaking: UnitBody<void> = {
    run: async (props) => {
      // As SQLite does when the disk is full.
      connection.execute("rollback");
      await new Kysely<Rows>(props).insertInto("rows").values({ id: 5 }).execute();
      throw new Error("disk full");
    },
    committed: () => expect.unreachable(),
  };
  const outcomes = await Promise.allSettled([write(inserting(1)), write(breaking)]);
  expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await write(inserting(2));
  expect(ids()).toContain(2);
  expect(ids()).not.toContain(1);
});

test("a unit that waits for what is no statement is undone after a time, and holds nobody up for longer", async () => {
  const { write } = createSharedCommit(connection, 20);
  const stuck: UnitBody<void> = {
    run: async (props) => {
      await new Kysely<Rows>(props).insertInto("rows").values({ id: 1 }).execute();
      await new Promise(() => {});
    },
    committed: () => expect.unreachable(),
  };
  const outcomes = await Promise.allSettled([write(stuck), write(inserting(2))]);
  expect(outcomes[0]).toMatchObject({ status: "rejected", reason: expect.any(UnitMisuseError) });
  expect(outcomes[1]).toMatchObject({ status: "fulfilled", value: 2 });
  expect(ids()).toEqual([2]);
});

test("other work of the process goes on between the commits of a long queue", async () => {
  const { write } = createSharedCommit(connection);
  let turns = 0;
  let done = false;
  const count = () => {
    turns++;
    if (!done) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(Array.from({ length: 2_000 }, (_, id) => write(inserting(id))));
  done = true;
  expect(turns).toBeGreaterThanOrEqual(7);
});
