import { expect, test } from "vitest";
import { codeIn, rowsOf } from "../test/document-tables.ts";
import { commandList } from "./cli/command-list.ts";
import * as main from "./main.ts";

const readme = new URL("../README.md", import.meta.url);

test("the README has every command", () => {
  const named = rowsOf(readme, "command").map(([command]) => codeIn(command)[0]?.split(" ")[1]);
  expect(named).toEqual(Object.keys(commandList));
});

test("the README has everything that the package exports", () => {
  const named = rowsOf(readme, "export").map(([use]) => codeIn(use)[0]?.split("(")[0]);
  expect(named.toSorted()).toEqual(Object.keys(main).toSorted());
});
