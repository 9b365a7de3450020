import type { TimeUnitsType } from "../../../models/cognito-idp/types.ts";
import type { AppClient } from "./app-client.ts";

/** Milliseconds of each unit of TokenValidityUnits. */
const UNITS: Record<TimeUnitsType, number> = {
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

export type TokenKind = "AccessToken" | "IdToken" | "RefreshToken";

/** What a token's validity means when nothing was said: an hour, or thirty days (API reference, CreateUserPoolClient). */
const DEFAULTS: Record<TokenKind, { value: number; unit: TimeUnitsType }> = {
  AccessToken: { value: 1, unit: "hours" },
  IdToken: { value: 1, unit: "hours" },
  RefreshToken: { value: 30, unit: "days" },
};

/** How long a token of this client lives, in milliseconds. A refresh validity of 0 means the default. */
export function tokenLifetime(client: Pick<AppClient, "settings">, kind: TokenKind): number {
  const { settings } = client;
  const given = {
    AccessToken: settings.accessTokenValidity,
    IdToken: settings.idTokenValidity,
    RefreshToken: settings.refreshTokenValidity,
  }[kind];
  return validityInMs(kind, given, settings.tokenValidityUnits[kind]);
}

/**
 * A validity as the API takes it, in milliseconds. A unit without a value measures nothing (assumed): the default keeps its own, so
 * that the unit of an access or ID token given alone changes nothing. A refresh token always has a value.
 */
export function validityInMs(kind: TokenKind, value: number | undefined, unit: TimeUnitsType | undefined): number {
  const byDefault = DEFAULTS[kind];
  return value === undefined || value === 0
    ? byDefault.value * UNITS[byDefault.unit]
    : value * UNITS[unit ?? byDefault.unit];
}

/** How long a challenge of this client waits for its answer, in milliseconds. */
export function sessionLifetime(client: Pick<AppClient, "settings">): number {
  return client.settings.authSessionValidity * UNITS.minutes;
}
