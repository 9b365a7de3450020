import { createHash, type KeyObject, verify } from "node:crypto";
import type { Clock } from "../../../platform/clock.ts";

/**
 * What a token turned out to be. Only `valid` and `expired` have claims: nothing is believed before its signature. `kid` is the key that
 * made it; whose key that is decides for whom it may speak.
 */
export type TokenVerification =
  | { outcome: "valid"; kid: string; claims: SignedClaims }
  | { outcome: "expired"; kid: string; claims: SignedClaims }
  | { outcome: "bad-signature" }
  /** Its header names a key that is not ours, or no longer. */
  | { outcome: "unknown-key" }
  /** No RS256 JWT with a time of expiry. */
  | { outcome: "malformed" };

/** The claims of a token that one of our keys signed; what else they hold is for `asAccessClaims` and its like to find out. */
export interface SignedClaims {
  readonly [name: string]: unknown;
  /** Seconds since the epoch. */
  readonly exp: number;
}

export interface TokenVerifier {
  verify(token: string): Promise<TokenVerification>;
}

/** Longer than any token of ours; what is longer is not worth hashing. */
const longestToken = 32_768;

/**
 * Verifies tokens that this server signed. The signature is checked in place: 30 µs, less than a trip to a thread costs. Tokens found good
 * are remembered by their SHA-256, up to `remembered` of them, since clients send the same one again and again; expiry is looked at every
 * time, and so is the key.
 *
 * @param findKey the public key of a kid. Kids are unique in the whole server, so they lead to the pool; asked for every token, so it should be a cache
 */
export function createTokenVerifier({
  findKey,
  clock,
  remembered = 10_000,
}: {
  findKey: (kid: string) => Promise<KeyObject | undefined>;
  clock: Pick<Clock, "now">;
  remembered?: number;
}): TokenVerifier {
  const good = new Map<string, { key: KeyObject; claims: SignedClaims }>();

  return {
    async verify(token) {
      const parsed = parse(token);
      if (parsed === undefined) return { outcome: "malformed" };
      const key = await findKey(parsed.kid);
      if (key === undefined) return { outcome: "unknown-key" };

      const digest = createHash("sha256").update(token).digest("base64url");
      const known = good.get(digest);
      let claims = known?.key.equals(key) ? known.claims : undefined;
      if (claims === undefined) {
        if (!verify("sha256", parsed.content, key, parsed.signature)) return { outcome: "bad-signature" };
        claims = parseClaims(parsed.payload);
        if (claims === undefined) return { outcome: "malformed" };
      }
      remember(digest, key, claims);
      return { outcome: clock.now() < claims.exp * 1000 ? "valid" : "expired", kid: parsed.kid, claims };
    },
  };

  /** A Map keeps the order of insertion: the first entry is the one that was not asked for the longest. */
  function remember(digest: string, key: KeyObject, claims: SignedClaims): void {
    good.delete(digest);
    good.set(digest, { key, claims });
    if (good.size <= remembered) return;
    const [oldest] = good.keys();
    if (oldest !== undefined) good.delete(oldest);
  }
}

interface ParsedToken {
  kid: string;
  /** What the signature is over. */
  content: Buffer;
  payload: string;
  /** Empty, as no signature is, when it is not in the one form that encoding gives it (RFC 4648, 3.5): no character may be changed. */
  signature: Buffer;
}

function parse(token: string): ParsedToken | undefined {
  if (token.length > longestToken) return undefined;
  const [, header, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const { alg, kid } = parseObject(header) ?? {};
  // The algorithm is ours to choose, never the token's: `none` or HS256 with the public key as secret get no further.
  if (alg !== "RS256" || typeof kid !== "string") return undefined;
  const bytes = Buffer.from(signature, "base64url");
  return {
    kid,
    content: Buffer.from(`${header}.${payload}`),
    payload,
    signature: bytes.toString("base64url") === signature ? bytes : Buffer.alloc(0),
  };
}

function parseClaims(payload: string): SignedClaims | undefined {
  const claims = parseObject(payload);
  const exp = claims?.exp;
  return typeof exp === "number" ? Object.freeze({ ...claims, exp }) : undefined;
}

function parseObject(base64: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
