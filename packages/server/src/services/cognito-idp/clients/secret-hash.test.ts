import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { computeSecretHash, matchesSecretHash } from "./secret-hash.ts";

describe("SECRET_HASH", () => {
  const right = createHmac("sha256", "s3cret").update("alice7cauc5deq23ueku0n4tmqlgidr").digest("base64");
  const known = { clientSecrets: ["s3cret"], usernames: ["alice"], clientId: "7cauc5deq23ueku0n4tmqlgidr" };

  test("is the HMAC of name and client id", () => {
    expect(computeSecretHash("s3cret", "alice", "7cauc5deq23ueku0n4tmqlgidr")).toBe(right);
    expect(matchesSecretHash(right, known)).toBe(true);
  });

  test("may be made with either of two live secrets, over any of the names allowed", () => {
    expect(matchesSecretHash(right, { ...known, clientSecrets: ["other", "s3cret"] })).toBe(true);
    expect(matchesSecretHash(right, { ...known, usernames: ["f4d80488", "alice"] })).toBe(true);
  });

  test.each([
    { clientSecrets: [] },
    { clientSecrets: ["S3cret"] },
    { usernames: ["Alice"] },
    { usernames: [] },
    { clientId: "7cauc5deq23ueku0n4tmqlgidz" },
  ])("is wrong for %j", (change) => {
    expect(matchesSecretHash(right, { ...known, ...change })).toBe(false);
  });

  test("is wrong when it is empty or cut off", () => {
    expect(matchesSecretHash("", known)).toBe(false);
    expect(matchesSecretHash(right.slice(0, -1), known)).toBe(false);
  });
});
