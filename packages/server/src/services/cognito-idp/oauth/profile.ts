/**
 * What the login endpoints do beyond or short of Cognito. The preset `cognito` is what AWS does; `hardened` follows RFC 9700 where Cognito
 * does not. Each member can be set by itself.
 */
export interface OAuthProfile {
  /** `/logout` also takes `id_token_hint`, `post_logout_redirect_uri` and `state` (OpenID Connect RP-Initiated Logout 1.0). */
  rpInitiatedLogout: boolean;
  /** `iss` in the authorization answer (RFC 9207). */
  issuerInAnswer: boolean;
  /** `/oauth2/introspect` (RFC 7662). */
  introspection: boolean;
  /** `/oauth2/authorize` by POST (OpenID Connect Core, 3.1.2.1). */
  postAuthorize: boolean;
  /** `response_type=token`, where the client has the flow. */
  implicit: boolean;
  /** Public clients must send a code challenge. */
  requirePkce: boolean;
  /** Whether the token of a form must be one that this server made; Cognito takes any that cookie and field agree on. */
  boundFormTokens: boolean;
  /** A session on the pages ends when its user's password changes; at AWS it goes on (developer guide, "Managed login sessions"). */
  passwordEndsSessions: boolean;
  /** Errors carry the codes of RFC 6749 in `error`; Cognito writes `invalid_request` there and the code into `error_description`. */
  standardErrors: boolean;
  /**
   * `/oauth2/userInfo` gives flags, times and addresses the types of OpenID Connect Core, 5.1, as ID tokens have them; at AWS they are text
   * (documented for the flags).
   */
  standardClaims: boolean;
  /** Parameters that Cognito ignores and that are wrong or not supported are refused: `request`, `response_mode`, a false `id_token_hint`. */
  strictRequests: boolean;
  /** How long an authorization code lives, in milliseconds. */
  codeLifetime: number;
}

export type OAuthPreset = "cognito" | "hardened";

export const oauthPresets: Readonly<Record<OAuthPreset, OAuthProfile>> = {
  cognito: {
    rpInitiatedLogout: false,
    issuerInAnswer: false,
    introspection: false,
    postAuthorize: false,
    implicit: true,
    requirePkce: false,
    boundFormTokens: false,
    passwordEndsSessions: false,
    standardErrors: false,
    standardClaims: false,
    strictRequests: false,
    codeLifetime: 300_000,
  },
  hardened: {
    rpInitiatedLogout: true,
    issuerInAnswer: true,
    introspection: true,
    postAuthorize: true,
    implicit: false,
    requirePkce: true,
    boundFormTokens: true,
    passwordEndsSessions: true,
    standardErrors: true,
    standardClaims: true,
    strictRequests: true,
    codeLifetime: 60_000,
  },
};
