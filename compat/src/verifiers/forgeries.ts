import { createHmac, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from "node:crypto";
import { claimsOf, headerOf } from "../claims.ts";

/** A set of public keys as `/.well-known/jwks.json` gives it. */
export interface KeySet {
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Replaces one character in the middle of a part, where every bit of it counts. */
function bend(part: string): string {
  const middle = Math.floor(part.length / 2);
  return `${part.slice(0, middle)}${part[middle] === "A" ? "B" : "A"}${part.slice(middle + 1)}`;
}

/**
 * Tokens made from a good one that no verifier may accept, by what was done to them.
 *
 * @param token a good token
 * @param foreign a good token of another pool of the same server
 * @param keys the pool's public keys
 */
export function forgeries(token: string, foreign: string, keys: KeySet): Readonly<Record<string, string>> {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const [, , foreignSignature = ""] = foreign.split(".");
  const claims = claimsOf(token);
  const { kid } = headerOf(token);
  const promoted = encode({ ...claims, "cognito:groups": ["administrators"] });
  const ownKey = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const signedByOwnKey = (unsigned: string): string =>
    `${unsigned}.${sign("sha256", Buffer.from(unsigned), ownKey).toString("base64url")}`;
  const known = keys.keys.find((key) => key.kid === kid);
  if (known === undefined) throw new Error("the token's key is not in the key set");
  const pem = createPublicKey({ key: known, format: "jwk" }).export({ type: "spki", format: "pem" });
  const confused = `${encode({ kid, alg: "HS256" })}.${promoted}`;
  return {
    "a changed payload": `${header}.${promoted}.${signature}`,
    "a changed signature": `${header}.${payload}.${bend(signature)}`,
    "no signature": `${header}.${payload}.`,
    "the algorithm none": `${encode({ kid, alg: "none" })}.${promoted}.`,
    // The classic confusion: the public key, which everybody has, used as an HMAC secret.
    "HS256 with the public key as secret": `${confused}.${createHmac("sha256", pem).update(confused).digest("base64url")}`,
    "another key under a known kid": signedByOwnKey(`${encode({ kid, alg: "RS256" })}.${promoted}`),
    "an unknown kid": signedByOwnKey(`${encode({ kid: "unknown", alg: "RS256" })}.${promoted}`),
    "another token's signature": `${header}.${payload}.${foreignSignature}`,
    "another pool's token": foreign,
  };
}
