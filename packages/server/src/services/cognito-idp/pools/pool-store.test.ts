import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { allDatabases } from "../../../../test/databases.ts";
import { cognitoMigrations } from "../migrations.ts";
import { TABLES_OF_A_POOL } from "./pool-store.ts";

test("what goes with a pool is every table that has its id", async () => {
  const database = await allDatabases.find(({ name }) => name === "sqlite-file")?.create();
  if (database?.location.kind !== "sqlite") throw new Error("There is no database in a file");
  const storage = await database.open({ migrations: [{ service: "cognito-idp", migrations: cognitoMigrations }] });
  await storage.close();
  const file = new DatabaseSync(database.location.file, { readOnly: true });
  const tables = file
    .prepare(
      "select t.name from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' and c.name = 'pool_id'",
    )
    .all();
  file.close();
  await database.drop();
  expect(tables.map(({ name }) => name).toSorted()).toEqual(TABLES_OF_A_POOL.toSorted());
});
