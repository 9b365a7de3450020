import type { SignedClaims } from "./verify.ts";

/** Claims of an access token that a client gets for itself, with no user behind it. */
export interface ClientClaims {
  sub: string;
  token_use: "access";
  scope: string;
  auth_time: number;
  iss: string;
  exp: number;
  iat: number;
  version: 2;
  jti: string;
  client_id: string;
  /** The resource that the token is bound to (RFC 8707). */
  aud?: string;
}

/**
 * The claims of a machine-to-machine token, from the client_credentials grant or GetClientToken (observed: `sub` is the client's id, there is no
 * `username`). Times are in seconds since the epoch.
 */
export function clientClaims({
  issuer,
  clientId,
  scope,
  audience,
  issuedAt,
  lifetime,
  jti,
}: {
  issuer: string;
  clientId: string;
  /** Separated by spaces. */
  scope: string;
  audience?: string | undefined;
  issuedAt: number;
  lifetime: number;
  jti: string;
}): ClientClaims {
  return {
    sub: clientId,
    token_use: "access",
    scope,
    auth_time: issuedAt,
    iss: issuer,
    exp: issuedAt + lifetime,
    iat: issuedAt,
    version: 2,
    jti,
    client_id: clientId,
    ...(audience !== undefined && { aud: audience }),
  };
}

/** The claims of a client's own token, if these are such; what signed them says whose. */
export function asClientClaims(claims: SignedClaims): ClientClaims | undefined {
  return isClientClaims(claims) ? claims : undefined;
}

function isClientClaims(claims: SignedClaims): claims is SignedClaims & ClientClaims {
  const { token_use, sub, client_id, username, scope } = claims;
  return (
    token_use === "access" &&
    typeof sub === "string" &&
    sub === client_id &&
    username === undefined &&
    typeof scope === "string"
  );
}
