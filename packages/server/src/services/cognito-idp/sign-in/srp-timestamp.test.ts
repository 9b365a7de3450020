import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { isFreshSrpTimestamp, parseSrpTimestamp, timestampTolerance } from "./srp-timestamp.ts";

interface IdentityJs {
  DateHelper: new () => { getNowString(): string };
}
const { DateHelper }: IdentityJs = createRequire(import.meta.url)("amazon-cognito-identity-js");

const time = Date.UTC(2026, 10, 3, 9, 5, 7);

test.each([
  "Tue Nov 3 09:05:07 UTC 2026",
  "Tue Nov 03 09:05:07 UTC 2026",
  "Tue Nov  3 09:05:07 UTC 2026",
  "Tue Nov 3 09:05:07 GMT 2026",
])("reads %s", (text) => {
  expect(parseSrpTimestamp(text)).toBe(time);
});

test("reads what amazon-cognito-identity-js writes", () => {
  expect(parseSrpTimestamp(new DateHelper().getNowString())).toBeTypeOf("number");
});

test.each([
  "",
  "2026-11-03T09:05:07Z",
  "Di Nov 3 09:05:07 UTC 2026",
  "Tue Nov 31 09:05:07 UTC 2026",
  "Tue Nov 3 24:05:07 UTC 2026",
  "Tue Nov 3 09:60:07 UTC 2026",
  "Tue Nov 3 09:05:07 CET 2026",
  "Tue Okt 3 09:05:07 UTC 2026",
  "Tue Nov 3 09:05:07 UTC 2026 ",
])("takes %j for no timestamp", (text) => {
  expect(parseSrpTimestamp(text)).toBeUndefined();
  expect(isFreshSrpTimestamp(text, time)).toBe(false);
});

test("assumed: a client's clock may be five minutes off, either way", () => {
  const text = "Tue Nov 3 09:05:07 UTC 2026";
  expect(isFreshSrpTimestamp(text, time + timestampTolerance)).toBe(true);
  expect(isFreshSrpTimestamp(text, time - timestampTolerance)).toBe(true);
  expect(isFreshSrpTimestamp(text, time + timestampTolerance + 1)).toBe(false);
  expect(isFreshSrpTimestamp(text, time - timestampTolerance - 1)).toBe(false);
});
