import { describe, expect, test } from "vitest";
import { sampleClient, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import { readableAttributes, writableAttributes } from "./attribute-permissions.ts";
import { isFlowEnabled } from "./auth-flows.ts";
import { hidesUnknownUsers } from "./hides-unknown-users.ts";
import { sessionLifetime, tokenLifetime } from "./lifetimes.ts";
import { rotation } from "./rotation.ts";

const text = (Name: string) => ({ Name, AttributeDataType: "String" as const });
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** In milliseconds. */
const lifetimesOf = (request = {}) => {
  const client = sampleClient(request);
  return {
    access: tokenLifetime(client, "AccessToken"),
    id: tokenLifetime(client, "IdToken"),
    refresh: tokenLifetime(client, "RefreshToken"),
    session: sessionLifetime(client),
  };
};

describe("a client with only a name", () => {
  test("recorded: SRP works and a plain password does not; documented: custom and refresh work", () => {
    const client = sampleClient();
    expect(
      ["USER_SRP_AUTH", "CUSTOM_AUTH", "REFRESH_TOKEN_AUTH", "REFRESH_TOKEN"].map((flow) =>
        isFlowEnabled(client, flow),
      ),
    ).toEqual([true, true, true, true]);
    expect(
      ["USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_AUTH", "CLIENT_TOKEN_AUTH", ""].map((flow) =>
        isFlowEnabled(client, flow),
      ),
    ).toEqual([false, false, false, false, false]);
  });

  test("documented: lifetimes are an hour, thirty days, three minutes", () => {
    expect(lifetimesOf()).toEqual({ access: HOUR, id: HOUR, refresh: 30 * DAY, session: 3 * MINUTE });
  });

  test("recorded: tells of unknown users, revokes, does not rotate", () => {
    const client = sampleClient();
    expect(hidesUnknownUsers(client)).toBe(false);
    expect(client.settings.enableTokenRevocation).toBe(true);
    expect(rotation(client)).toBeUndefined();
  });

  test("recorded: reads and writes custom attributes, but never writes a verified flag or sub", () => {
    const pool = samplePool({ Schema: [text("team"), { ...text("level"), DeveloperOnlyAttribute: true }] });
    const client = sampleClient({}, { pool });
    const readable = readableAttributes(client, pool);
    const writable = writableAttributes(client, pool);
    expect(readable.has("custom:team") && writable.has("custom:team")).toBe(true);
    expect(readable.has("email_verified")).toBe(true);
    for (const name of ["sub", "email_verified", "phone_number_verified"]) expect(writable.has(name)).toBe(false);
    for (const set of [readable, writable]) expect(set.has("dev:custom:level")).toBe(false);
  });
});

test("only the flows named are enabled", () => {
  const client = sampleClient({ ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
  expect(isFlowEnabled(client, "USER_PASSWORD_AUTH")).toBe(true);
  expect(isFlowEnabled(client, "USER_SRP_AUTH")).toBe(false);
  expect(isFlowEnabled(client, "REFRESH_TOKEN_AUTH")).toBe(false);
});

test("assumed: the old names leave SRP and refresh on", () => {
  const client = sampleClient({ ExplicitAuthFlows: ["ADMIN_NO_SRP_AUTH"] });
  expect(
    ["ADMIN_NO_SRP_AUTH", "USER_SRP_AUTH", "REFRESH_TOKEN_AUTH"].every((flow) => isFlowEnabled(client, flow)),
  ).toBe(true);
  expect(isFlowEnabled(client, "USER_PASSWORD_AUTH")).toBe(false);
  const custom = sampleClient({ ExplicitAuthFlows: ["CUSTOM_AUTH_FLOW_ONLY"] });
  expect(isFlowEnabled(custom, "USER_SRP_AUTH")).toBe(false);
});

test("validities follow their units; units alone change nothing", () => {
  expect(
    lifetimesOf({
      AccessTokenValidity: 10,
      IdTokenValidity: 600,
      RefreshTokenValidity: 2,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "seconds", RefreshToken: "hours" },
      AuthSessionValidity: 15,
    }),
  ).toEqual({ access: 10 * MINUTE, id: 10 * MINUTE, refresh: 2 * HOUR, session: 15 * MINUTE });
  expect(lifetimesOf({ TokenValidityUnits: { AccessToken: "days" } }).access).toBe(HOUR);
});

test("read permissions never hide sub", () => {
  const pool = samplePool({ Schema: [text("team")] });
  const client = sampleClient({ ReadAttributes: ["custom:team"] }, { pool });
  expect(readableAttributes(client, pool)).toEqual(new Set(["sub", "custom:team"]));
});

test("rotation carries its grace period in milliseconds", () => {
  const client = sampleClient({ RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 } });
  expect(rotation(client)).toEqual({ graceMs: MINUTE });
});
