import type { AnalyticsConfigurationType, TokenValidityUnitsType } from "../../../models/cognito-idp/types.ts";

/**
 * An app client. Members that are undefined were not given and are absent from answers; the functions of this folder say what each
 * then means.
 */
export interface AppClient {
  /** 25 or 26 characters of `0-9a-v`; unique in the whole server. */
  id: string;
  poolId: string;
  name: string;
  settings: AppClientSettings;
  /** Milliseconds. */
  createdAt: number;
  modifiedAt: number;
  version: number;
}

export interface AppClientSettings {
  explicitAuthFlows: string[] | undefined;
  refreshTokenValidity: number;
  accessTokenValidity: number | undefined;
  idTokenValidity: number | undefined;
  tokenValidityUnits: TokenValidityUnitsType;
  readAttributes: string[] | undefined;
  writeAttributes: string[] | undefined;
  supportedIdentityProviders: string[] | undefined;
  callbackUrls: string[] | undefined;
  logoutUrls: string[] | undefined;
  defaultRedirectUri: string | undefined;
  allowedOAuthFlows: string[] | undefined;
  allowedOAuthScopes: string[] | undefined;
  allowedOAuthFlowsUserPoolClient: boolean;
  analyticsConfiguration: AnalyticsConfigurationType | undefined;
  preventUserExistenceErrors: "LEGACY" | "ENABLED" | undefined;
  enableTokenRevocation: boolean;
  enablePropagateAdditionalUserContextData: boolean;
  /** Minutes. */
  authSessionValidity: number;
  refreshTokenRotation: { feature: "ENABLED" | "DISABLED"; retryGracePeriodSeconds: number } | undefined;
  /** Of SetUserPoolClientSessionConfiguration, which alone changes it; absent until then. */
  ssoSessionMinutes?: number;
}

/** A client's secret: at most two live at once. */
export interface AppClientSecret {
  /** `{client id}--{milliseconds}`. */
  id: string;
  clientId: string;
  value: string;
  createdAt: number;
}
