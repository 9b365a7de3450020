import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { codeIn, rowsOf } from "../../../test/document-tables.ts";
import { cognitoMigrations } from "./migrations.ts";

const here = new URL("./", import.meta.url);
const readme = new URL("README.md", here);
const text = (file: string) => readFileSync(new URL(file, here), "utf8");

test("the README has every folder, and files that are there", () => {
  const rows = rowsOf(readme, "folder");
  const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(rows.flatMap(([folder]) => codeIn(folder))).toEqual(folders.map(({ name }) => `${name}/`).toSorted());
  for (const [folder = "", , files] of rows) {
    for (const file of codeIn(files)) {
      expect(existsSync(new URL(`${codeIn(folder)[0]}${file}`, here)), `${folder} ${file}`).toBe(true);
    }
  }
});

test("the README has every table, with the store that writes it", () => {
  const made = cognitoMigrations.flatMap(({ name }) =>
    [...text(`migrations/${name}.ts`).matchAll(/createTable\("(\w+)"\)/gu)].map(([, table]) => table),
  );
  const rows = rowsOf(readme, "table").map(([table, , store]) => [codeIn(table)[0], codeIn(store)[0]] as const);
  expect(rows.map(([table]) => table).toSorted()).toEqual(made.toSorted());
  for (const [table, store = ""] of rows) expect(text(store), store).toContain(`insertInto("${table}")`);
});
