import { describe, expect, test } from "vitest";
import { allDatabases } from "../../test/databases.ts";
import { type ExampleTables, exampleMigrations } from "../../test/example-tables.ts";
import { indexedBeginning } from "./indexed-text.ts";
import { isStorableText } from "./stored-values.ts";

test("a short text is indexed whole", () => {
  expect(indexedBeginning("a".repeat(512))).toBe("a".repeat(512));
});

test("a long text is cut, never through a pair", () => {
  const cut = indexedBeginning(`a${"😀".repeat(1000)}`);
  expect(cut).toBe(`a${"😀".repeat(255)}`);
  expect(isStorableText(cut)).toBe(true);
});

describe.each(allDatabases)("an index on $name", (database) => {
  test("takes the beginning of any text, however badly it compresses", async () => {
    const storage = (await database.open({ migrations: exampleMigrations })).of<ExampleTables>();
    let seed = 7;
    const letter = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return String.fromCharCode(0x4e00 + (seed % 20_000));
    };
    const id = indexedBeginning(Array.from({ length: 2_048 }, letter).join(""));
    await storage.write((tx) => tx.db.insertInto("things").values({ id, count: 0 }).execute());
    expect(await storage.db.selectFrom("things").select("id").where("id", "=", id).execute()).toEqual([{ id }]);
    await storage.close();
  });
});
