import { expect, test } from "vitest";
import { systemRandom } from "../../../platform/random.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";

test("a refresh token fits the model's pattern and is stored as a hash", () => {
  const token = createRefreshToken(systemRandom);
  expect(token).toMatch(/^[A-Za-z0-9-_=.]+$/);
  expect(Buffer.from(token, "base64url")).toHaveLength(32);
  expect(hashRefreshToken(token)).not.toContain(token);
  expect(hashRefreshToken(token)).toBe(hashRefreshToken(token));
  // SHA-256 of "abc", FIPS 180-4.
  expect(hashRefreshToken("abc")).toBe("ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
});
