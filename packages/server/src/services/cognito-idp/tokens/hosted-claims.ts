import { createHash } from "node:crypto";
import { attributeClaims } from "./attribute-claims.ts";
import type { AccessClaims, IdClaims, TokenInput } from "./claims.ts";
import { groupClaims } from "./group-claims.ts";
import { accessNamesOrigin, idNamesOrigin } from "./names-origin.ts";
import { attributesOfScopes } from "./scope-attributes.ts";

/** What tokens of the login pages are made of. */
export interface HostedTokenInput extends TokenInput {
  /** The resource that the access token is bound to. */
  audience: string | undefined;
  /** Of the authorization request; refreshed tokens have none. */
  nonce: string | undefined;
}

/**
 * An access token from the token endpoint or the implicit grant: `version` 2 and, when it is bound to a resource, `aud` (developer guide,
 * "Understanding the access token"). A recorded one has no `event_id`; where there is no `origin_jti` either, since the client has no token
 * revocation, it is the one handle by which the sign-in can be ended, so it stands in its place.
 */
export function hostedAccessClaims(input: HostedTokenInput): AccessClaims {
  const { "cognito:groups": groups } = groupClaims(input.groups);
  const named = accessNamesOrigin(input);
  return {
    sub: input.user.sub,
    ...(groups && { "cognito:groups": groups }),
    iss: input.issuer,
    version: 2,
    client_id: input.clientId,
    ...(input.audience !== undefined && { aud: input.audience }),
    ...(named ? { origin_jti: input.originJti } : { event_id: input.eventId }),
    token_use: "access",
    scope: input.scope,
    auth_time: input.authTime,
    exp: input.issuedAt + input.accessTokenLifetime,
    iat: input.issuedAt,
    jti: input.jti.access,
    username: input.user.username,
  };
}

/**
 * The ID token beside it, names as recorded (2022): `at_hash` binds it to the access token (OpenID Connect Core, 3.1.3.6), there is
 * no `event_id`, and attributes are those that the client may read and the scopes show. `origin_jti` and `jti` as in the API's (documented:
 * both come with token revocation).
 */
export function hostedIdClaims(input: HostedTokenInput, accessToken: string): IdClaims {
  const named = idNamesOrigin(input);
  const shown = attributesOfScopes(input.scope.split(" "));
  const attributes = Object.fromEntries(Object.entries(input.user.attributes).filter(([name]) => shown(name)));
  return {
    ...attributeClaims(attributes, input.readAttributes),
    at_hash: accessTokenHash(accessToken),
    sub: input.user.sub,
    ...groupClaims(input.groups),
    iss: input.issuer,
    "cognito:username": input.user.username,
    ...(input.nonce !== undefined && { nonce: input.nonce }),
    ...(named && { origin_jti: input.originJti }),
    aud: input.clientId,
    token_use: "id",
    auth_time: input.authTime,
    exp: input.issuedAt + input.idTokenLifetime,
    iat: input.issuedAt,
    ...(named && { jti: input.jti.id }),
  };
}

/** The left half of the SHA-256, as RS256 has it. */
function accessTokenHash(accessToken: string): string {
  return createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
}
