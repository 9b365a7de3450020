import { describe, expect, test } from "vitest";
import { accessClaims, idClaims, signInScope, type TokenInput } from "./claims.ts";
import { clientClaims } from "./client-claims.ts";
import { groupClaims, type TokenGroup } from "./group-claims.ts";

const input: TokenInput = {
  issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_geQ0fQTbZ",
  clientId: "4mb0od3gj7eoluei732rkjatcc",
  user: {
    sub: "f4d80488-1001-7025-8f40-0a1b2c3d4e5f",
    username: "alice",
    attributes: {
      email: "alice@example.com",
      email_verified: "false",
      given_name: "Alice",
      family_name: "Example",
      "custom:team": "initial",
      "custom:tenant": "42",
    },
  },
  readAttributes: undefined,
  groups: [],
  scope: signInScope,
  originJti: "6583399a-0000-4000-8000-000000000000",
  eventId: "7d81769c-0000-4000-8000-000000000000",
  authTime: 1_790_270_885,
  issuedAt: 1_790_270_885,
  accessTokenLifetime: 3600,
  idTokenLifetime: 7200,
  revocation: true,
  rotation: false,
  refreshed: false,
  jti: { access: "019d2db0-0000-4000-8000-000000000000", id: "64a4e615-0000-4000-8000-000000000000" },
};

describe("recorded", () => {
  // radkawar/stackd, testdata/aws/cognito/profile_workflows.json: names and JSON types of a sign-in by password.
  test("an access token has these twelve claims", () => {
    expect(accessClaims(input)).toEqual({
      sub: "f4d80488-1001-7025-8f40-0a1b2c3d4e5f",
      iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_geQ0fQTbZ",
      client_id: "4mb0od3gj7eoluei732rkjatcc",
      origin_jti: "6583399a-0000-4000-8000-000000000000",
      event_id: "7d81769c-0000-4000-8000-000000000000",
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      auth_time: 1_790_270_885,
      exp: 1_790_274_485,
      iat: 1_790_270_885,
      jti: "019d2db0-0000-4000-8000-000000000000",
      username: "alice",
    });
  });

  test("an ID token has these claims, verified flags as booleans and custom attributes as strings", () => {
    expect(idClaims(input)).toEqual({
      sub: "f4d80488-1001-7025-8f40-0a1b2c3d4e5f",
      email_verified: false,
      "custom:team": "initial",
      iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_geQ0fQTbZ",
      "cognito:username": "alice",
      given_name: "Alice",
      origin_jti: "6583399a-0000-4000-8000-000000000000",
      aud: "4mb0od3gj7eoluei732rkjatcc",
      event_id: "7d81769c-0000-4000-8000-000000000000",
      token_use: "id",
      auth_time: 1_790_270_885,
      "custom:tenant": "42",
      exp: 1_790_278_085,
      iat: 1_790_270_885,
      family_name: "Example",
      jti: "64a4e615-0000-4000-8000-000000000000",
      email: "alice@example.com",
    });
  });

  test("attributes outside ReadAttributes are absent, sub and user name are not", () => {
    const claims = idClaims({ ...input, readAttributes: ["given_name", "custom:team"] });
    expect(claims).toMatchObject({
      given_name: "Alice",
      "custom:team": "initial",
      sub: input.user.sub,
      "cognito:username": "alice",
    });
    for (const name of ["email", "email_verified", "family_name", "custom:tenant"])
      expect(claims).not.toHaveProperty(name);
  });

  // refresh_rotation_workflows.json.
  test.each([
    { revocation: true, rotation: false, refreshed: false, access: true, id: true },
    { revocation: true, rotation: true, refreshed: true, access: true, id: true },
    { revocation: false, rotation: true, refreshed: false, access: false, id: true },
    { revocation: false, rotation: true, refreshed: true, access: true, id: true },
  ])("origin_jti with %j", ({ access, id, ...settings }) => {
    expect("origin_jti" in accessClaims({ ...input, ...settings })).toBe(access);
    expect("origin_jti" in idClaims({ ...input, ...settings })).toBe(id);
    expect("jti" in idClaims({ ...input, ...settings })).toBe(id);
  });
});

// refresh_rotation_workflows.json, rotation-no-revocation-plain-login.
test("recorded: without revocation and rotation no token has origin_jti, and an ID token no jti either", () => {
  const settings = { revocation: false, rotation: false };
  const access = accessClaims({ ...input, ...settings });
  expect(access).not.toHaveProperty("origin_jti");
  expect(access.jti).toBe(input.jti.access);
  const id = idClaims({ ...input, ...settings });
  expect(id).not.toHaveProperty("origin_jti");
  expect(id).not.toHaveProperty("jti");
});

test("observed (amplify-js#4935): the address is an object with one member", () => {
  const user = { ...input.user, attributes: { address: "1 Main St" } };
  expect(idClaims({ ...input, user })).toMatchObject({ address: { formatted: "1 Main St" } });
});

test("a custom attribute cannot displace a claim of ours", () => {
  const attributes = {
    sub: "forged",
    iss: "forged",
    "cognito:groups": "forged",
    "cognito:username": "forged",
    token_use: "access",
    "dev:x": "1",
  };
  const claims = idClaims({ ...input, user: { ...input.user, attributes } });
  expect(claims).toMatchObject({
    sub: input.user.sub,
    iss: input.issuer,
    token_use: "id",
    "cognito:username": "alice",
  });
  expect(claims).not.toHaveProperty("cognito:groups");
  expect(claims).not.toHaveProperty("dev:x");
});

describe("recorded (group_workflows.json): groups", () => {
  const group = (name: string, precedence?: number, roleArn?: string): TokenGroup => ({ name, precedence, roleArn });

  test("are absent from both tokens when there are none", () => {
    expect(groupClaims([])).toEqual({});
  });

  test("are in both tokens, their roles only in the ID token", () => {
    const groups = [group("writer", 1, "w")];
    expect(accessClaims({ ...input, groups })).toMatchObject({ "cognito:groups": ["writer"] });
    expect(accessClaims({ ...input, groups })).not.toHaveProperty("cognito:roles");
    expect(idClaims({ ...input, groups })).toMatchObject({
      "cognito:groups": ["writer"],
      "cognito:roles": ["w"],
      "cognito:preferred_role": "w",
    });
  });

  test.each<[string, TokenGroup[], string[] | undefined, string | undefined]>([
    ["the lowest precedence wins", [group("writer", 1, "w"), group("reader", 2, "r")], ["w", "r"], "w"],
    ["precedence 0 counts", [group("a", 1, "a"), group("b", 0, "b")], ["a", "b"], "b"],
    ["a group without a role does not stand in the way", [group("empty", 0), group("w", 5, "w")], ["w"], "w"],
    ["a tie of different roles has no winner", [group("a", 1, "a"), group("b", 1, "b")], ["a", "b"], undefined],
    ["a tie of one role has that winner", [group("a", 1, "r"), group("b", 1, "r")], ["r"], "r"],
    [
      "a tie below the winner does not matter",
      [group("a", 2, "a"), group("b", 2, "b"), group("c", 1, "c")],
      ["a", "b", "c"],
      "c",
    ],
    ["a number wins over none", [group("a", undefined, "a"), group("b", 9, "b")], ["a", "b"], "b"],
    ["a single group without precedence does not win", [group("a", undefined, "a")], ["a"], undefined],
    ["nor do two with the same role", [group("a", undefined, "r"), group("b", undefined, "r")], ["r"], undefined],
    ["no roles, no claims of them", [group("a", 1), group("b")], undefined, undefined],
  ])("%s", (_, groups, roles, preferred) => {
    const claims = groupClaims(groups);
    expect(claims["cognito:groups"]).toEqual(groups.map(({ name }) => name));
    expect(claims["cognito:roles"]).toEqual(roles);
    expect(claims["cognito:preferred_role"]).toBe(preferred);
  });
});

test("a client's own token has its id for a sub and no user", () => {
  const claims = clientClaims({
    issuer: input.issuer,
    clientId: "c",
    scope: "api/read",
    issuedAt: 100,
    lifetime: 300,
    jti: "j",
  });
  expect(claims).toEqual({
    sub: "c",
    token_use: "access",
    scope: "api/read",
    auth_time: 100,
    iss: input.issuer,
    exp: 400,
    iat: 100,
    version: 2,
    jti: "j",
    client_id: "c",
  });
});
