import { error, invalidParameter, notAuthorized, unsupported } from "./error-types.ts";

/** Errors of tokens, GetClientToken included; for the marks see errors.ts. */
export const tokenErrors = {
  invalidAccessToken: () => notAuthorized("Invalid Access Token"), // R
  accessTokenSignatureWrong: () => notAuthorized("Could not verify signature for Access Token"), // R
  accessTokenRevoked: () => notAuthorized("Access Token has been revoked"), // R
  accessTokenExpired: () => notAuthorized("Access Token has expired"), // O
  /** The user of this name is another one now. */
  accessTokenOfEarlierUser: () => notAuthorized("Invalid access token."), // R
  accessTokenLacksScope: () => notAuthorized("Access Token does not have required scopes"), // O
  refreshUserDeleted: () => notAuthorized("The user has been deleted for the associated refresh token"), // R
  refreshTokenOfOtherClient: () => notAuthorized("Refresh Token has different Client"), // R
  invalidRefreshToken: () => notAuthorized("Invalid Refresh Token"), // R
  refreshTokenRevoked: () => notAuthorized("Refresh Token has been revoked"), // R
  refreshTokenExpired: () => notAuthorized("Refresh Token has expired"), // O
  /** GetTokensFromRefreshToken under rotation, for a token that RevokeToken killed: no message at all. */
  notAuthorizedWithoutText: () => notAuthorized(), // R
  rotationNotSupported: () => unsupported("This API does not support refresh token rotation"), // R
  refreshTokenReused: () => error("RefreshTokenReuseException")("Refresh token reuse detected"), // R
  revocationNotEnabled: () => unsupported("This feature is not enabled for this client"), // R
  unsupportedTokenType: () => error("UnsupportedTokenTypeException")("Unsupported token type"), // A
  refreshFlowNotEnabled: () => notAuthorized("Refresh token flow is not enabled for this client"), // A, GetTokensFromRefreshToken
  /** GetTokensFromRefreshToken, whose model has no PasswordResetRequiredException. */
  refreshNeedsPasswordReset: () => notAuthorized("Password reset required for the user"), // A
  /** RevokeToken with a token of another client. */
  revokedTokenOfOtherClient: () => error("UnauthorizedException")("Refresh Token has different Client"), // A

  clientTokensNotEnabled: () => invalidParameter("CLIENT_TOKEN_AUTH flow not enabled for this client"), // A
  scopeNotAllowed: (scope: string) => invalidParameter(`Invalid scope requested: ${scope}`), // A
  noScopes: () => invalidParameter("The client has no scopes of a resource server."), // A
} as const;
