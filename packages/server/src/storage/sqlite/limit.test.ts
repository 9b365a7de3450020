import { Kysely } from "kysely";
import { expect, test } from "vitest";
import { queryBuilder } from "../query-builder.ts";
import { openSqliteConnection } from "./sqlite-connection.ts";

test("a limit counts, in lists, subqueries and deletes by key, and no statement has a bare parameter for one", async () => {
  const connection = openSqliteConnection(":memory:");
  const texts: string[] = [];
  const db = new Kysely<{ things: { id: string } }>(
    queryBuilder("sqlite", async (query) => {
      texts.push(query.sql);
      return connection.query(query);
    }),
  );
  connection.execute("create table things (id text primary key) strict");
  await db
    .insertInto("things")
    .values(["a", "b", "c", "d"].map((id) => ({ id })))
    .execute();

  const list = (limit: number) => db.selectFrom("things").select("id").orderBy("id").limit(limit);
  expect((await list(2).execute()).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(await list(0).execute()).toEqual([]);
  expect(await list(2).offset(3).execute()).toEqual([{ id: "d" }]);
  await db.deleteFrom("things").where("id", "in", list(3)).execute();
  expect(await list(5).execute()).toEqual([{ id: "d" }]);

  expect(texts.filter((text) => text.includes("limit")).length).toBeGreaterThan(3);
  expect(texts.filter((text) => /limit \?/.test(text))).toEqual([]);
  connection.close();
});
