import { attributeClaims } from "./attribute-claims.ts";
import { groupClaims, type TokenGroup } from "./group-claims.ts";
import { accessNamesOrigin, idNamesOrigin } from "./names-origin.ts";

/** The one scope of tokens that the API gives out; it opens Cognito's own operations. */
export const signInScope = "aws.cognito.signin.user.admin";

/** Everything that goes into one pair of tokens. Times are in seconds since the epoch, durations in seconds. */
export interface TokenInput {
  issuer: string;
  clientId: string;
  user: {
    sub: string;
    /** As stored; the sub where e-mail or phone is the user name. */
    username: string;
    /** All attributes as stored, `sub` aside. */
    attributes: Readonly<Record<string, string>>;
  };
  /** The client's ReadAttributes; undefined allows all. */
  readAttributes: readonly string[] | undefined;
  /** The user's groups of today, in any order. */
  groups: readonly TokenGroup[];
  /** Usually `signInScope`; scopes are separated by spaces. */
  scope: string;
  /** Names the sign-in; all its tokens share it. */
  originJti: string;
  /** The request id of the call that signed in; refreshed tokens keep it (recorded). */
  eventId: string;
  /** When the user signed in; refreshed tokens keep it (recorded). */
  authTime: number;
  issuedAt: number;
  accessTokenLifetime: number;
  idTokenLifetime: number;
  /** The client's settings, and whether this pair comes from a refresh token: they decide who gets `origin_jti`. */
  revocation: boolean;
  rotation: boolean;
  refreshed: boolean;
  /** Two ids never used before. */
  jti: { access: string; id: string };
}

/** Claims of an access token. */
export interface AccessClaims {
  sub: string;
  "cognito:groups"?: string[];
  iss: string;
  /** 2 in tokens of the login pages; the API's have none. */
  version?: 2;
  client_id: string;
  /** The resource that the token is bound to. */
  aud?: string;
  origin_jti?: string;
  event_id?: string;
  token_use: "access";
  scope: string;
  auth_time: number;
  exp: number;
  iat: number;
  jti: string;
  username: string;
}

/** Claims of an ID token, the user's attributes among them. */
export interface IdClaims {
  [attribute: string]: unknown;
  sub: string;
  iss: string;
  aud: string;
  "cognito:username": string;
  token_use: "id";
  exp: number;
}

/**
 * An access token's claims, names and JSON types as recorded from AWS (stackd profile_workflows, group_workflows). No `aud`, no `version`.
 */
export function accessClaims(input: TokenInput): AccessClaims {
  const { "cognito:groups": groups } = groupClaims(input.groups);
  return {
    sub: input.user.sub,
    ...(groups && { "cognito:groups": groups }),
    iss: input.issuer,
    client_id: input.clientId,
    ...(accessNamesOrigin(input) && { origin_jti: input.originJti }),
    event_id: input.eventId,
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
 * An ID token's claims as recorded from AWS: the readable attributes, groups and their roles, no `at_hash` and no `nonce`, which only the login
 * pages add. `origin_jti` and `jti` are there with token revocation, or with rotation, and absent without both (recorded: stackd
 * refresh_rotation_workflows).
 */
export function idClaims(input: TokenInput): IdClaims {
  const named = idNamesOrigin(input);
  return {
    ...attributeClaims(input.user.attributes, input.readAttributes),
    ...groupClaims(input.groups),
    sub: input.user.sub,
    iss: input.issuer,
    "cognito:username": input.user.username,
    ...(named && { origin_jti: input.originJti }),
    aud: input.clientId,
    event_id: input.eventId,
    token_use: "id",
    auth_time: input.authTime,
    exp: input.issuedAt + input.idTokenLifetime,
    iat: input.issuedAt,
    ...(named && { jti: input.jti.id }),
  };
}
