import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { canonicalSrpTimestamp } from "./srp-timestamp.ts";

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
    expect(canonicalSrpTimestamp(text)).toBe(text);
  }
});

test.each([
  ["Tue Nov 03 09:05:07 UTC 2026", "Tue Nov 3 09:05:07 UTC 2026"],
  ["Tue Nov  3 09:05:07 UTC 2026", "Tue Nov 3 09:05:07 UTC 2026"],
  ["Mon Nov 3 09:05:07 UTC 2026", "Tue Nov 3 09:05:07 UTC 2026"],
  ["Mon Nov 31 09:05:07 UTC 2026", "Tue Dec 1 09:05:07 UTC 2026"],
  ["Thu Dec 31 24:00:60 UTC 2026", "Fri Jan 1 00:01:00 UTC 2027"],
])("%s is written anew", (text, canonical) => {
  expect(canonicalSrpTimestamp(text)).toBe(canonical);
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
  expect(canonicalSrpTimestamp(text)).toBeUndefined();
});
