import type {
  CreateUserPoolClientRequest,
  TokenValidityUnitsType,
  UpdateUserPoolClientRequest,
} from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { assertTierHas } from "../pools/pool-rules.ts";
import { IDENTITIES } from "../pools/standard-attributes.ts";
import { includesTier } from "../pools/tier-features.ts";
import type { PoolSettings, UserPool } from "../pools/user-pool.ts";
import { analyticsConfiguration } from "./analytics-configuration.ts";
import type { AppClientSettings } from "./app-client.ts";
import { canBeReadByClients, canBeWrittenByClients } from "./attribute-permissions.ts";
import { inAnswerOrder } from "./auth-flows.ts";
import { type TokenKind, validityInMs } from "./lifetimes.ts";
import { assertOAuthSettings, type OAuthSurroundings } from "./oauth-settings.ts";

/** What the settings are judged against. */
export interface ClientSurroundings extends OAuthSurroundings {
  pool: UserPool;
  /** Names of the pool's identity providers; COGNITO is always there. */
  identityProviders: ReadonlySet<string>;
}

/**
 * The settings of a new client: what is omitted stays absent or takes its default, as the recorded answers show.
 *
 * @throws InvalidParameterException, FeatureUnavailableInTierException, InvalidOAuthFlowException, ScopeDoesNotExistException
 */
export function settingsOfNewClient(
  request: CreateUserPoolClientRequest,
  surroundings: ClientSurroundings,
): AppClientSettings {
  const settings = toSettings(request, surroundings);
  assertAttributes(settings, surroundings.pool, {
    read: errors.invalidReadAttributesAtCreate,
    write: errors.invalidWriteAttributesAtCreate,
  });
  assertSettings(settings, surroundings);
  return settings;
}

/** The settings after UpdateUserPoolClient, which replaces all of them. @throws as `settingsOfNewClient` */
export function settingsOfUpdatedClient(
  request: UpdateUserPoolClientRequest,
  surroundings: ClientSurroundings,
): AppClientSettings {
  const settings = toSettings(request, surroundings);
  assertAttributes(settings, surroundings.pool, {
    read: errors.invalidReadAttributesAtUpdate,
    write: errors.invalidWriteAttributesAtUpdate,
  });
  assertSettings(settings, surroundings);
  return settings;
}

function toSettings(
  request: Omit<UpdateUserPoolClientRequest, "ClientId" | "ClientName">,
  { pool }: ClientSurroundings,
): AppClientSettings {
  const { RefreshTokenRotation: rotation } = request;
  return {
    explicitAuthFlows: request.ExplicitAuthFlows?.length ? inAnswerOrder(request.ExplicitAuthFlows) : undefined,
    // 0 means the default (API reference).
    refreshTokenValidity: request.RefreshTokenValidity || 30,
    accessTokenValidity: request.AccessTokenValidity,
    idTokenValidity: request.IdTokenValidity,
    tokenValidityUnits: completeUnits(request.TokenValidityUnits),
    readAttributes: sortedSet(request.ReadAttributes),
    writeAttributes: sortedSet(request.WriteAttributes),
    supportedIdentityProviders: sortedSet(request.SupportedIdentityProviders),
    callbackUrls: sortedSet(request.CallbackURLs),
    logoutUrls: sortedSet(request.LogoutURLs),
    defaultRedirectUri: request.DefaultRedirectURI,
    // AWS gives them back as implicit, code: the order of a set as well.
    allowedOAuthFlows: sortedSet(request.AllowedOAuthFlows)?.toReversed(),
    allowedOAuthScopes: sortedSet(request.AllowedOAuthScopes),
    allowedOAuthFlowsUserPoolClient: request.AllowedOAuthFlowsUserPoolClient ?? false,
    analyticsConfiguration:
      request.AnalyticsConfiguration && analyticsConfiguration(request.AnalyticsConfiguration, pool),
    preventUserExistenceErrors: request.PreventUserExistenceErrors,
    enableTokenRevocation: request.EnableTokenRevocation ?? true,
    enablePropagateAdditionalUserContextData: request.EnablePropagateAdditionalUserContextData ?? false,
    authSessionValidity: request.AuthSessionValidity ?? 3,
    refreshTokenRotation: rotation && {
      feature: rotation.Feature,
      // Reads 0 while rotation is off, whatever was given (recorded).
      retryGracePeriodSeconds: rotation.Feature === "ENABLED" ? (rotation.RetryGracePeriodSeconds ?? 0) : 0,
    },
  };
}

function assertSettings(settings: AppClientSettings, surroundings: ClientSurroundings): void {
  assertValidities(settings);
  assertFlows(settings);
  assertTierHas(surroundings.pool.settings.tier, featuresOfClient(settings, surroundings.pool.settings.tier));
  if (settings.enablePropagateAdditionalUserContextData && !surroundings.hasSecret) throw errors.propagateNeedsSecret();
  const unknown = settings.supportedIdentityProviders?.find(
    (name) => name !== "COGNITO" && !surroundings.identityProviders.has(name),
  );
  if (unknown !== undefined) throw errors.unknownIdentityProvider(unknown, surroundings.pool.id);
  assertOAuthSettings(settings, surroundings);
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The ranges of each token, in milliseconds (measured at AWS, both ends documented). */
const RANGES: Record<TokenKind, { least: number; most: number }> = {
  AccessToken: { least: 5 * MINUTE, most: DAY },
  IdToken: { least: 5 * MINUTE, most: DAY },
  RefreshToken: { least: 60 * MINUTE, most: 3650 * DAY },
};

function assertValidities(settings: AppClientSettings): void {
  const { tokenValidityUnits: units } = settings;
  const lifetimes: Record<TokenKind, number> = {
    AccessToken: validityInMs("AccessToken", settings.accessTokenValidity, units.AccessToken),
    IdToken: validityInMs("IdToken", settings.idTokenValidity, units.IdToken),
    RefreshToken: validityInMs("RefreshToken", settings.refreshTokenValidity, units.RefreshToken),
  };
  for (const kind of ["AccessToken", "IdToken", "RefreshToken"] as const) {
    const { least, most } = RANGES[kind];
    if (lifetimes[kind] < least || lifetimes[kind] > most) throw errors.invalidTokenValidity();
  }
  if (lifetimes.RefreshToken < Math.max(lifetimes.AccessToken, lifetimes.IdToken)) {
    throw errors.refreshShorterThanOthers();
  }
}

function assertFlows({ explicitAuthFlows: flows, refreshTokenRotation }: AppClientSettings): void {
  if (flows === undefined) return;
  if (flows.some((name) => name.startsWith("ALLOW_")) && !flows.every((name) => name.startsWith("ALLOW_"))) {
    throw errors.mixedAuthFlows();
  }
  if (refreshTokenRotation?.feature === "ENABLED" && flows.includes("ALLOW_REFRESH_TOKEN_AUTH")) {
    throw errors.refreshFlowWithRotation();
  }
}

/** The features of a client, under the names AWS gives them, that a pool of `tier` does not have. */
export function featuresOfClient(
  { refreshTokenRotation, explicitAuthFlows }: AppClientSettings,
  tier: PoolSettings["tier"],
): string[] {
  if (includesTier(tier, "ESSENTIALS")) return [];
  return [
    ...(refreshTokenRotation?.feature === "ENABLED" ? ["Refresh Token Rotation"] : []),
    ...(explicitAuthFlows?.includes("ALLOW_USER_AUTH") ? ["Choice-Based Sign-In"] : []), // assumed
  ];
}

/** Lists name attributes that the pool has and clients may touch; what sign-up requires must be writable (recorded). */
function assertAttributes(
  { readAttributes, writeAttributes }: AppClientSettings,
  { schema }: UserPool,
  refuse: { read(): Error; write(): Error },
): void {
  const readable = new Set([...schema, IDENTITIES].filter(canBeReadByClients).map(({ name }) => name));
  const writable = new Set(schema.filter(canBeWrittenByClients).map(({ name }) => name));
  if (readAttributes?.some((name) => !readable.has(name))) throw refuse.read();
  if (writeAttributes === undefined) return;
  const lacksRequired = schema.some(
    ({ name, required }) => required && writable.has(name) && !writeAttributes.includes(name),
  );
  if (lacksRequired || writeAttributes.some((name) => !writable.has(name))) throw refuse.write();
}

/** Units are kept as given, or all three of them: one that is missing beside others is the default's (Terraform's acceptance tests). */
function completeUnits(given: TokenValidityUnitsType = {}): TokenValidityUnitsType {
  return Object.values(given).some((unit) => unit !== undefined)
    ? {
        AccessToken: given.AccessToken ?? "hours",
        IdToken: given.IdToken ?? "hours",
        RefreshToken: given.RefreshToken ?? "days",
      }
    : {};
}

/**
 * AWS keeps these lists as sets and gives them back in an order of its own; ours is alphabetical. An empty list is as good as none
 * (assumed: such sets cannot be empty).
 */
function sortedSet<T extends string>(list: readonly T[] | undefined): T[] | undefined {
  return list?.length ? [...new Set(list)].sort() : undefined;
}
