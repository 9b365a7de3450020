import { error, invalidParameter, limitExceeded, notFound } from "./error-types.ts";

/** Errors of app clients; for the marks see errors.ts. */
export const clientErrors = {
  /** DescribeUserPoolClient and the other operations on clients. */
  clientNotFound: () => notFound("User pool client does not exist."), // R
  /** InitiateAuth, SignUp and the other public operations. */
  clientIdNotFound: (clientId: string) => notFound(`User pool client ${clientId} does not exist.`), // R
  /** AdminInitiateAuth with another pool's client. */
  clientNotInPool: (clientId: string, poolId: string) =>
    notFound(`User pool client ${clientId} does not exist in user pool ${poolId}.`), // R
  clientLimitReached: () => limitExceeded("Maximum number of user pool clients reached."), // A
  refreshFlowWithRotation: () =>
    invalidParameter(
      "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.",
    ), // R
  invalidWriteAttributesAtCreate: () => invalidParameter("Invalid write attributes specified while creating a client"), // R
  invalidWriteAttributesAtUpdate: () => invalidParameter("Invalid write attributes specified while updating a client"), // O (serverless-cognito-add-custom-attributes issue 4)
  invalidReadAttributesAtCreate: () => invalidParameter("Invalid read attributes specified while creating a client"), // R
  invalidReadAttributesAtUpdate: () => invalidParameter("Invalid read attributes specified while updating a client"), // A
  mixedAuthFlows: () =>
    invalidParameter("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."), // R
  invalidTokenValidity: () => invalidParameter("Invalid range for token validity."), // R
  refreshShorterThanOthers: () =>
    invalidParameter(
      "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    ), // R
  propagateNeedsSecret: () =>
    invalidParameter("Client Secret is required to set EnablePropagateAdditionalUserContextData as true"), // R
  secretGivenAndGenerated: () => invalidParameter("Only one of GenerateSecret and ClientSecret can be given."), // A
  unknownIdentityProvider: (name: string, poolId: string) =>
    invalidParameter(`The provider ${name} does not exist for User Pool ${poolId}.`), // R
  urlUsesHttp: (url: string) => invalidParameter(`${url} cannot use the HTTP protocol.`), // R
  urlHasFragment: (url: string) => invalidParameter(`${url} cannot use fragment`), // R
  invalidUrl: (url: string) => invalidParameter(`${url} is not a valid URL.`), // A
  defaultRedirectNotACallback: (uri: string) =>
    invalidParameter(`The default redirect URI ${uri} is not in the callback URIs list.`), // R
  analyticsElsewhere: (region: string) =>
    invalidParameter(`The integration with Pinpoint is not supported for the requested ${region} region.`), // R
  invalidAnalyticsConfiguration: () =>
    invalidParameter(
      "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid",
    ), // R
  oauthFlowsIncomplete: () =>
    error("InvalidOAuthFlowException")(
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    ), // O
  clientCredentialsIsExclusive: () =>
    error("InvalidOAuthFlowException")(
      "client_credentials flow can not be selected along with code flow or implicit flow.",
    ), // O
  clientCredentialsNeedsSecret: () =>
    error("InvalidOAuthFlowException")(
      "client_credentials flow can not be selected if client does not have a client secret.",
    ), // O
  scopeNotForClientCredentials: (scope: string) =>
    error("InvalidOAuthFlowException")(`${scope} is not supported with client_credentials flow`), // O (terraform-provider-aws issue 4984)
  callbackUrlRequired: () =>
    error("InvalidOAuthFlowException")("CallbackUrls can not be empty when code flow or implicit flow is selected"), // R (text)
  scopeDoesNotExist: (scope: string) => error("ScopeDoesNotExistException")(`Invalid scope requested: ${scope}`), // R
  scopeNeedsOpenid: () => invalidParameter("The scopes phone, email and profile require the scope openid."), // A
} as const;
