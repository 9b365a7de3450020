import { expect, test } from "vitest";
import { codeIn, rowsOf } from "../../../../test/document-tables.ts";
import { parseLimits } from "./limits.ts";

const guide = new URL("../../../../../../docs/guides/limits.md", import.meta.url);

test("the guide has the limits that are in force unless something else is said", () => {
  const told = rowsOf(guide, "name").map(([name, count]) => [codeIn(name)[0], Number.parseInt(count ?? "", 10)]);
  const limits = Object.entries(parseLimits("on"));
  expect(told.toSorted()).toEqual(limits.map(([name, limit]) => [name, limit?.count]).toSorted());
});

test("single limits are set and switched off, and the others stay", () => {
  const limits = parseLimits("resend-code=off, confirm-sign-up=100");
  expect(limits).toEqual({
    ...parseLimits("on"),
    "resend-code": undefined,
    "confirm-sign-up": { count: 100, windowMs: 3_600_000 },
  });
});

test("off switches every limit off", () => {
  expect(new Set(Object.values(parseLimits("off")))).toEqual(new Set([undefined]));
});

test.each([
  ["resend=1", /^attempt-limits: there is no limit "resend"; there are sign-in, /],
  ["constructor=1", /^attempt-limits: there is no limit "constructor"; /],
  ["resend-code=0", /^attempt-limits: "0" is neither a number nor off, in resend-code=0$/],
  ["resend-code", /^attempt-limits: "" is neither a number nor off, in resend-code$/],
])("what is no limit is refused by the option's name: %s", (option, sentence) => {
  expect(() => parseLimits(option)).toThrow(sentence);
});
