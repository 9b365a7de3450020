import { createHmac, createSecretKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { systemRandom } from "../../../platform/random.ts";
import { createClientId, createClientSecret, createUserPoolId } from "./client-id.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";
import { computeSecretHash, matchesSecretHash } from "./secret-hash.ts";
import { createSub, simulatedSub } from "./sub.ts";

const many = <T>(make: () => T) => Array.from({ length: 2000 }, make);

describe("recorded forms", () => {
  test("a client id is 25 or 26 digits of base 32, the first not 0", () => {
    const ids = many(() => createClientId(systemRandom));
    for (const id of ids) expect(id).toMatch(/^[1-9a-v][0-9a-v]{24,25}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => id.length))).toEqual(new Set([25, 26]));
  });

  test("a client secret is 51 or 52 digits of base 32", () => {
    for (const secret of many(() => createClientSecret(systemRandom)))
      expect(secret).toMatch(/^[1-9a-v][0-9a-v]{50,51}$/);
  });

  test("a user pool id is its region and nine letters and digits", () => {
    for (const id of many(() => createUserPoolId("eu-west-1", systemRandom)))
      expect(id).toMatch(/^eu-west-1_[0-9A-Za-z]{9}$/);
  });

  test("a sub is UUID-shaped and its third group begins with 7", () => {
    const subs = many(() => createSub(systemRandom));
    for (const sub of subs) expect(sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(new Set(subs).size).toBe(subs.length);
  });
});

test("a simulated sub looks like a real one and belongs to one pool and name", () => {
  const secret = createSecretKey(systemRandom.bytes(32));
  const sub = simulatedSub(secret, "nobody@example.com");
  expect(sub).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  expect(simulatedSub(secret, "nobody@example.com")).toBe(sub);
  expect(simulatedSub(secret, "somebody@example.com")).not.toBe(sub);
  expect(simulatedSub(createSecretKey(systemRandom.bytes(32)), "nobody@example.com")).not.toBe(sub);
});

test("a refresh token fits the model's pattern and is stored as a hash", () => {
  const token = createRefreshToken(systemRandom);
  expect(token).toMatch(/^[A-Za-z0-9-_=.]+$/);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(hashRefreshToken(token)).not.toContain(token);
  expect(hashRefreshToken(token)).toBe(hashRefreshToken(token));
  // SHA-256 of "abc", FIPS 180-4.
  expect(hashRefreshToken("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
});

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
