import { hash } from "node:crypto";
import type { Random } from "../../../platform/random.ts";

/**
 * A refresh token: 256 random bits in base64url, 43 characters. At AWS it is an encrypted JWE that only the pool can read; no client looks
 * inside, and these characters satisfy the model's pattern for tokens (`[A-Za-z0-9-_=.]+`).
 */
export function createRefreshToken(random: Random): string {
  return random.bytes(32).toString("base64url");
}

/** What is stored of a refresh token. Its bits are random, so a plain SHA-256 keeps it as secret as a slow hash would. */
export function hashRefreshToken(token: string): string {
  return hash("sha256", token, "base64url");
}
