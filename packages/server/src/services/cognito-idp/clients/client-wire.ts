import type {
  ExplicitAuthFlowsType,
  OAuthFlowType,
  UserPoolClientDescription,
  UserPoolClientType,
} from "../../../models/cognito-idp/types.ts";
import type { AppClient } from "./app-client.ts";

/**
 * A client as Create, Describe and Update answer it; members that were not given are absent (recorded).
 *
 * @param secret the newest live one; undefined for a client without a secret
 */
export function clientToWire(
  { id, poolId, name, settings, createdAt, modifiedAt }: AppClient,
  secret?: string,
): UserPoolClientType {
  const { refreshTokenRotation: rotation } = settings;
  return {
    UserPoolId: poolId,
    ClientName: name,
    ClientId: id,
    ClientSecret: secret,
    CreationDate: new Date(createdAt),
    LastModifiedDate: new Date(modifiedAt),
    RefreshTokenValidity: settings.refreshTokenValidity,
    AccessTokenValidity: settings.accessTokenValidity,
    IdTokenValidity: settings.idTokenValidity,
    TokenValidityUnits: settings.tokenValidityUnits,
    ReadAttributes: settings.readAttributes,
    WriteAttributes: settings.writeAttributes,
    // The settings hold what the model's enums let in.
    ExplicitAuthFlows: settings.explicitAuthFlows as ExplicitAuthFlowsType[] | undefined,
    SupportedIdentityProviders: settings.supportedIdentityProviders,
    CallbackURLs: settings.callbackUrls,
    LogoutURLs: settings.logoutUrls,
    DefaultRedirectURI: settings.defaultRedirectUri,
    AllowedOAuthFlows: settings.allowedOAuthFlows as OAuthFlowType[] | undefined,
    AllowedOAuthScopes: settings.allowedOAuthScopes,
    AllowedOAuthFlowsUserPoolClient: settings.allowedOAuthFlowsUserPoolClient,
    AnalyticsConfiguration: settings.analyticsConfiguration,
    PreventUserExistenceErrors: settings.preventUserExistenceErrors,
    EnableTokenRevocation: settings.enableTokenRevocation,
    EnablePropagateAdditionalUserContextData: settings.enablePropagateAdditionalUserContextData,
    AuthSessionValidity: settings.authSessionValidity,
    RefreshTokenRotation: rotation && {
      Feature: rotation.feature,
      RetryGracePeriodSeconds: rotation.retryGracePeriodSeconds,
    },
  };
}

/** One line of ListUserPoolClients: never with a secret (recorded). */
export function listedClient({ id, poolId, name }: AppClient): UserPoolClientDescription {
  return { ClientId: id, UserPoolId: poolId, ClientName: name };
}
