import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const beside = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

test("the README's example is the one that runs here", () => {
  const [, example] = /```ts\n(.*?)```/su.exec(beside("../README.md")) ?? [];
  expect(example).toBe(beside("example.test.ts"));
});
