import { expect, test } from "vitest";
import { createSealer } from "../platform/sealing.ts";
import { openPageToken, type PagedList, sealPageToken } from "./page-token.ts";

const sealerOf = (byte: number) =>
  createSealer({ writing: "k", keys: new Map([["k", new Uint8Array(32).fill(byte)]]) });
const sealer = sealerOf(1);
const list: PagedList = { operation: "ListUsers", filter: { pool: "eu-west-1_a", filter: 'email ^= "a"' } };
const position = ["name", 7, "日本\u0000"];

test("a page token opens for the list it was given out for", () => {
  expect(openPageToken(sealer, list, sealPageToken(sealer, list, position))).toEqual(position);
});

test("a page token tells nothing", () => {
  const token = sealPageToken(sealer, list, ["alice@example.com"]);
  expect(token).toMatch(/^[\w.-]+$/);
  expect(Buffer.from(token.split(".")[3] ?? "", "base64url").toString("latin1")).not.toContain("alice");
});

test.each<[string, PagedList]>([
  ["operation", { ...list, operation: "ListGroups" }],
  ["filter", { ...list, filter: { pool: "eu-west-1_a", filter: 'email ^= "b"' } }],
  ["pool", { ...list, filter: { pool: "eu-west-1_b", filter: 'email ^= "a"' } }],
  ["list without a filter", { operation: "ListUsers", filter: undefined }],
])("a page token does not open for another %s", (_, other) => {
  expect(openPageToken(sealer, other, sealPageToken(sealer, list, position))).toBeUndefined();
});

test("a page token of another server does not open", () => {
  expect(openPageToken(sealer, list, sealPageToken(sealerOf(2), list, position))).toBeUndefined();
});

test.each(["", "x", "v1.k..", "v1.k.AAAAAAAAAAAAAAAA.AAAA", "eyJhIjoxfQ", "😀", "\0", "v1".repeat(10_000)])(
  "garbage does not open: %j",
  (token) => {
    expect(openPageToken(sealer, list, token)).toBeUndefined();
  },
);

test("a page token that was changed anywhere does not open", () => {
  const token = sealPageToken(sealer, list, position);
  for (let index = 0; index < token.length; index++) {
    const changed = token.slice(0, index) + (token[index] === "x" ? "y" : "x") + token.slice(index + 1);
    const opened = openPageToken(sealer, list, changed);
    // The last letter of base64url has bits that stand for nothing.
    if (opened !== undefined) expect(opened).toEqual(position);
  }
});

test("what is sealed as a token but is no position does not open", () => {
  const lying = {
    ...sealer,
    seal: (_: string | Uint8Array, at: Parameters<typeof sealer.seal>[1]) => sealer.seal('{"a":1}', at),
  };
  expect(openPageToken(sealer, list, sealPageToken(lying, list, []))).toBeUndefined();
});
