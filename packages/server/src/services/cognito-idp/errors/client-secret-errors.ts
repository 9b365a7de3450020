import { error, invalidParameter, limitExceeded, notAuthorized, notFound } from "./error-types.ts";

/** Errors of client secrets; for the marks see errors.ts. */
export const clientSecretErrors = {
  clientHasTwoSecrets: () => limitExceeded("A client can have at most two secrets."), // A
  lastClientSecret: () => invalidParameter("The only secret of a client cannot be deleted."), // A
  clientSecretNotFound: () => notFound("Client secret does not exist."), // A
  clientHasNoSecret: () => invalidParameter("A secret cannot be added to a client that was created without one."), // A
  clientSecretInUse: () => invalidParameter("The client has this secret already."), // A
  secretHashMissing: (clientId: string) =>
    notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`), // R
  secretHashWrong: (clientId: string) => notAuthorized(`Unable to verify secret hash for client ${clientId}`), // R
  /** GetTokensFromRefreshToken words the missing secret in its own way; a wrong one is `secretHashWrong`. */
  clientSecretMissing: (clientId: string) =>
    notAuthorized(`Client ${clientId} is configured for secret but secret was not received`), // R
  /** RevokeToken, for a secret that is missing or wrong. */
  invalidClientOrSecret: () => error("UnauthorizedException")("Invalid client or secret"), // R
} as const;
