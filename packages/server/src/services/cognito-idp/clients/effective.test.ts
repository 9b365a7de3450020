import { describe, expect, test } from "vitest";
import { sampleClient, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import { isFlowEnabled } from "./auth-flows.ts";
import { effectiveSettings } from "./effective.ts";

const text = (Name: string) => ({ Name, AttributeDataType: "String" as const });
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const effective = (request = {}, pool = samplePool()) => effectiveSettings(sampleClient(request, { pool }), pool);

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
    expect(effective()).toMatchObject({
      accessTokenLifetime: HOUR,
      idTokenLifetime: HOUR,
      refreshTokenLifetime: 30 * DAY,
      sessionLifetime: 3 * MINUTE,
    });
  });

  test("recorded: tells of unknown users, revokes, does not rotate", () => {
    expect(effective()).toMatchObject({ hidesUnknownUsers: false, tokenRevocation: true, rotation: undefined });
  });

  test("recorded: reads and writes custom attributes, but never writes a verified flag or sub", () => {
    const pool = samplePool({ Schema: [text("team"), { ...text("level"), DeveloperOnlyAttribute: true }] });
    const { readableAttributes, writableAttributes } = effective({}, pool);
    expect(readableAttributes.has("custom:team") && writableAttributes.has("custom:team")).toBe(true);
    expect(readableAttributes.has("email_verified")).toBe(true);
    for (const name of ["sub", "email_verified", "phone_number_verified"])
      expect(writableAttributes.has(name)).toBe(false);
    for (const set of [readableAttributes, writableAttributes]) expect(set.has("dev:custom:level")).toBe(false);
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
    effective({
      AccessTokenValidity: 10,
      IdTokenValidity: 600,
      RefreshTokenValidity: 2,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "seconds", RefreshToken: "hours" },
      AuthSessionValidity: 15,
    }),
  ).toMatchObject({
    accessTokenLifetime: 10 * MINUTE,
    idTokenLifetime: 10 * MINUTE,
    refreshTokenLifetime: 2 * HOUR,
    sessionLifetime: 15 * MINUTE,
  });
  expect(effective({ TokenValidityUnits: { AccessToken: "days" } }).accessTokenLifetime).toBe(HOUR);
});

test("read permissions never hide sub", () => {
  const pool = samplePool({ Schema: [text("team")] });
  expect(effective({ ReadAttributes: ["custom:team"] }, pool).readableAttributes).toEqual(
    new Set(["sub", "custom:team"]),
  );
});

test("rotation carries its grace period in milliseconds", () => {
  expect(effective({ RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 60 } }).rotation).toEqual({
    graceMs: MINUTE,
  });
});
