import type { AccessClaims } from "./claims.ts";
import type { SignedClaims } from "./verify.ts";

const required = {
  sub: "string",
  iss: "string",
  client_id: "string",
  scope: "string",
  auth_time: "number",
  exp: "number",
  iat: "number",
  jti: "string",
  username: "string",
} as const;
const optional = { origin_jti: "string", event_id: "string" } as const;

/**
 * The claims of a user's access token; undefined for an ID token, a client's own token and everything else that our keys signed.
 *
 * @param issuers those that the caller accepts: a token of another pool is refused even when its key is known
 */
export function asAccessClaims(claims: SignedClaims, issuers: readonly string[]): AccessClaims | undefined {
  return isAccessClaims(claims) && issuers.includes(claims.iss) ? claims : undefined;
}

function isAccessClaims(claims: object): claims is AccessClaims {
  return (
    claimOf(claims, "token_use") === "access" &&
    Object.entries(required).every(([name, type]) => typeof claimOf(claims, name) === type) &&
    Object.entries(optional).every(([name, type]) => ["undefined", type].includes(typeof claimOf(claims, name)))
  );
}

function claimOf(claims: object, name: string): unknown {
  return Object.hasOwn(claims, name) ? Reflect.get(claims, name) : undefined;
}
