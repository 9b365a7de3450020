import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { readSrpTimestamp, timestampTolerance } from "./srp-timestamp.ts";

interface IdentityJs {
  DateHelper: new () => { getNowString(): string };
}
const { DateHelper }: IdentityJs = createRequire(import.meta.url)("amazon-cognito-identity-js");

test("what Cognito's own clients write stays as it is", () => {
  const now = new DateHelper().getNowString();
  for (const text of [
    now,
    "Tue Nov 3 09:05:07 UTC 2026",
    "Tue Nov 3 09:05:07 GMT 2026",
    "Sun Feb 29 00:00:00 UTC 2032",
  ]) {
    expect(readSrpTimestamp(text, 0)?.text).toBe(text);
  }
});

test.each([
  ["Tue Nov 03 09:05:07 UTC 2026", "Tue Nov 3 09:05:07 UTC 2026"],
  ["Tue Nov  3 09:05:07 UTC 2026", "Tue Nov 3 09:05:07 UTC 2026"],
  ["Mon Nov 3 09:05:07 UTC 2026", "Tue Nov 3 09:05:07 UTC 2026"],
  ["Mon Nov 31 09:05:07 UTC 2026", "Tue Dec 1 09:05:07 UTC 2026"],
  ["Thu Dec 31 24:00:60 UTC 2026", "Fri Jan 1 00:01:00 UTC 2027"],
])("%s is written anew", (text, canonical) => {
  expect(readSrpTimestamp(text, 0)?.text).toBe(canonical);
});

test.each([
  "",
  "2026-11-03T09:05:07Z",
  "Di Nov 3 09:05:07 UTC 2026",
  "Tir Nov 3 09:05:07 UTC 2026",
  "Tue Okt 3 09:05:07 UTC 2026",
  "Tue Nov 3 09:05:07 CET 2026",
  "Tue Nov 3 09:05:07 +05:30 2026",
  "Tue Nov 3 09:05:07 UTC 2026 ",
])("%j is no timestamp", (text) => {
  expect(readSrpTimestamp(text, 0)).toBeUndefined();
});

test("assumed: a client's clock may be a day off, either way", () => {
  const text = "Tue Nov 3 09:05:07 UTC 2026";
  const time = Date.UTC(2026, 10, 3, 9, 5, 7);
  for (const off of [0, timestampTolerance, -timestampTolerance]) {
    expect(readSrpTimestamp(text, time + off)).toEqual({ text, near: true });
  }
  for (const off of [timestampTolerance + 1, -timestampTolerance - 1]) {
    expect(readSrpTimestamp(text, time + off)).toEqual({ text, near: false });
  }
});
