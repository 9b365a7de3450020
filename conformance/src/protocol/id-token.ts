import { createHash } from "node:crypto";
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from "jose";
import type { Trial } from "../trial.ts";
import type { Authorization } from "./authorize.ts";
import type { Tokens } from "./token.ts";

/** Seconds that clocks may differ by, as in the original suite. */
const TOLERANCE = 300;

/** Claims that may be in any ID token, asked for or not. */
const OF_THE_PROTOCOL: readonly string[] = [
  ..."iss sub aud exp iat auth_time nonce acr amr azp at_hash c_hash s_hash nbf jti sid txn".split(" "),
];

/**
 * The claims of a valid ID token (OpenID Connect Core, 2 and 3.1.3.7).
 * @param renewed one that came for a refresh token: it has the nonce of the first or none (12.2)
 */
export async function readIdToken(
  trial: Trial,
  { client, parameters }: Pick<Authorization, "client" | "parameters">,
  { idToken, accessToken }: Pick<Tokens, "idToken" | "accessToken">,
  { renewed = false }: { renewed?: boolean } = {},
): Promise<JWTPayload> {
  const token = trial.need(idToken, "there is an ID token");
  const claims = decodeJwt(token);
  const { alg, kid } = decodeProtectedHeader(token);
  trial.must(alg === "RS256", `the ID token is signed with RS256, not ${alg}`);
  await verifySignature(trial, token, kid);

  const { op, metadata } = trial;
  const { iss, sub, aud, exp, iat, nonce } = claims;
  trial.must(iss === metadata.issuer, `iss is the issuer of the discovery document, not ${iss}`);
  trial.must([aud].flat().includes(client.clientId), `aud is the client, not ${aud}`);
  trial.must(
    typeof sub === "string" && /^[\x20-\x7e]{1,255}$/.test(sub),
    `sub is up to 255 characters of ASCII, not ${sub}`,
  );
  const now = op.now();
  trial.must(typeof exp === "number" && exp > now - TOLERANCE, `exp is to come: ${exp}`);
  trial.must(typeof iat === "number" && Math.abs(iat - now) < TOLERANCE, `iat is now: ${iat}`);
  const mayLack = renewed && nonce === undefined;
  trial.must(
    mayLack || nonce === parameters.nonce,
    `nonce is that of the request: ${parameters.nonce} became ${nonce}`,
  );
  const { auth_time: authTime, at_hash: accessTokenHash, acr } = claims;
  trial.must(
    authTime === undefined || (typeof authTime === "number" && authTime <= now + TOLERANCE),
    `auth_time is a number of seconds: ${authTime}`,
  );
  trial.must(acr === undefined || (typeof acr === "string" && acr !== ""), `acr is text: ${acr}`);
  trial.must(
    accessTokenHash === undefined || accessTokenHash === halfOfHash(accessToken),
    "at_hash is that of the access token",
  );
  return claims;
}

async function verifySignature(trial: Trial, token: string, kid: string | undefined): Promise<void> {
  const response = await fetch(trial.metadata.jwks_uri);
  // jose judges the shape.
  const keys = (await response.json()) as Parameters<typeof createLocalJWKSet>[0];
  trial.must(keys.keys.length === 1 || kid !== undefined, "an ID token names its key where there are several");
  try {
    await jwtVerify(token, createLocalJWKSet(keys), {
      currentDate: new Date(trial.op.now() * 1000),
      clockTolerance: TOLERANCE,
    });
  } catch (error) {
    trial.must(false, `one of the OP's keys signed the ID token: ${error instanceof Error ? error.message : error}`);
  }
}

/** OpenID Connect Core, 3.1.3.6, for RS256. */
function halfOfHash(token: string): string {
  return createHash("sha256").update(token).digest().subarray(0, 16).toString("base64url");
}

/** Claims that nobody asked for belong into the answer of the userinfo endpoint at most (OpenID Connect Core, 5.4). */
export function shouldHoldNoMore(trial: Trial, claims: JWTPayload): void {
  const more = Object.keys(claims).filter((name) => !OF_THE_PROTOCOL.includes(name));
  trial.should(more.length === 0, `the ID token holds nothing that was not asked for; it has ${more.join(", ")}`);
}
