import { createHash } from "node:crypto";
import {
  AdminAddUserToGroupCommand,
  CreateGroupCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeFor, granted, post, redeem, type Tokens, tokensOf } from "../../../../test/cognito-idp/granted.ts";
import { LOGIN_CLIENT, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { claimsOf } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, {
    pool: { Schema: [{ Name: "team", AttributeDataType: "String", Mutable: true }] },
    client: { AllowedOAuthScopes: ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"] },
  });
  const attributes = { given_name: "Ann", "custom:team": "blue", address: "Main Street 1" };
  await domain.pool.addUser("ann", { phone: "+12065551212", attributes });
  await domain.pool.addUser("grouped");
  const { poolId: UserPoolId, sdk } = domain.pool;
  await sdk.send(new CreateGroupCommand({ UserPoolId, GroupName: "editors" }));
  await sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName: "editors", Username: "grouped" }));
});
afterAll(() => server.close());

const headerOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString());
const STANDARD = [
  "at_hash",
  "sub",
  "iss",
  "cognito:username",
  "origin_jti",
  "aud",
  "token_use",
  "auth_time",
  "exp",
  "iat",
  "jti",
];
const attributesIn = (token: string) =>
  Object.fromEntries(Object.entries(claimsOf(token)).filter(([name]) => !STANDARD.includes(name)));
const getUser = ({ access_token: AccessToken }: Tokens) => domain.pool.sdk.send(new GetUserCommand({ AccessToken }));

describe("an ID token", () => {
  test("has these claims and no event_id (recorded)", async () => {
    const { id_token } = await granted(domain, "ann", { scope: "openid email" });
    expect(Object.keys(headerOf(id_token))).toEqual(["kid", "alg"]);
    expect(Object.keys(claimsOf(id_token)).toSorted()).toEqual([...STANDARD, "email", "email_verified"].toSorted());
    expect(claimsOf(id_token)).toMatchObject({
      token_use: "id",
      aud: domain.pool.main.clientId,
      "cognito:username": "ann",
      email_verified: true,
    });
  });

  test("has the hash of the access token beside it (OpenID Connect Core, 3.1.3.6)", async () => {
    const { id_token, access_token } = await granted(domain, "ann");
    const half = createHash("sha256").update(access_token, "ascii").digest().subarray(0, 16);
    expect(claimsOf(id_token).at_hash).toBe(half.toString("base64url"));
  });

  test.each(["n-0S6_WzA2Mj", 'with space & ünïcode "quotes"', "x".repeat(500)])(
    "has the nonce as it was sent: %j",
    async (nonce) => {
      expect(claimsOf((await granted(domain, "ann", { nonce })).id_token).nonce).toBe(nonce);
    },
  );

  test.each([
    ["openid", ["address", "custom:team", "email", "email_verified", "given_name", "phone_number"]],
    ["openid email", ["email", "email_verified"]],
    ["openid phone", ["phone_number"]],
    ["openid profile", ["custom:team", "given_name"]],
    [
      "openid aws.cognito.signin.user.admin",
      ["address", "custom:team", "email", "email_verified", "given_name", "phone_number"],
    ],
  ])("has for the scopes %s these attributes (documented)", async (scope, names) => {
    const attributes = attributesIn((await granted(domain, "ann", { scope })).id_token);
    expect(
      Object.keys(attributes)
        .filter((name) => name !== "phone_number_verified")
        .toSorted(),
    ).toEqual(names);
  });

  test("has no attribute that the client may not read", async () => {
    const { clientId } = await domain.pool.addClient({
      ...LOGIN_CLIENT,
      AllowedOAuthScopes: ["openid"],
      ReadAttributes: ["given_name"],
    });
    const code = await codeFor(domain, "ann", { client_id: clientId });
    const { id_token } = tokensOf(await redeem(domain, code, { client_id: clientId }));
    expect(attributesIn(id_token)).toEqual({ given_name: "Ann" });
  });

  test("has the user's groups, as the access token does, whatever the scopes", async () => {
    const { id_token, access_token } = await granted(domain, "grouped", { scope: "openid email" });
    expect(claimsOf(id_token)["cognito:groups"]).toEqual(["editors"]);
    expect(claimsOf(access_token)["cognito:groups"]).toEqual(["editors"]);
  });

  test("says when the user signed in, not when the code was redeemed", async () => {
    const code = await codeFor(domain, "ann");
    server.advance({ seconds: 100 });
    const { auth_time, iat } = claimsOf(tokensOf(await redeem(domain, code)).id_token);
    expect(Number(iat) - Number(auth_time)).toBeGreaterThanOrEqual(100);
  });
});

describe("an access token", () => {
  test("has version 2 and the scopes, and neither event_id nor aud (recorded)", async () => {
    const { access_token } = await granted(domain, "ann", { scope: "openid email" });
    const claims = claimsOf(access_token);
    expect(Object.keys(claims).toSorted()).toEqual(
      [
        "sub",
        "iss",
        "version",
        "client_id",
        "origin_jti",
        "token_use",
        "scope",
        "auth_time",
        "exp",
        "iat",
        "jti",
        "username",
      ].toSorted(),
    );
    expect(claims).toMatchObject({ version: 2, scope: "openid email", token_use: "access", username: "ann" });
  });

  test("has the resource as aud (documented)", async () => {
    const { access_token } = await granted(domain, "ann", { resource: "https://api.example.com/v1" });
    expect(claimsOf(access_token).aud).toBe("https://api.example.com/v1");
  });

  test("opens Cognito's own operations with aws.cognito.signin.user.admin only (documented)", async () => {
    expect(
      (await getUser(await granted(domain, "ann", { scope: "openid aws.cognito.signin.user.admin" }))).Username,
    ).toBe("ann");
    const without = await granted(domain, "ann", { scope: "openid email profile phone" });
    expect(await refusedCall(getUser(without))).toBe(
      "NotAuthorizedException: Access Token does not have required scopes",
    );
  });

  test("ends with the API's RevokeToken and GlobalSignOut", async () => {
    const revoked = await granted(domain, "ann");
    await domain.pool.sdk.send(
      new RevokeTokenCommand({ ClientId: domain.pool.main.clientId, Token: revoked.refresh_token }),
    );
    const [first, second] = [await granted(domain, "ann"), await granted(domain, "ann")];
    await domain.pool.sdk.send(new GlobalSignOutCommand({ AccessToken: first.access_token }));
    for (const tokens of [revoked, first, second]) {
      expect(await refusedCall(getUser(tokens))).toBe("NotAuthorizedException: Access Token has been revoked");
      const parameters = {
        grant_type: "refresh_token",
        client_id: domain.pool.main.clientId,
        refresh_token: tokens.refresh_token,
      };
      expect((await post(domain, "/oauth2/token", parameters)).status).toBe(400);
    }
  });
});

test("without token revocation there is no origin_jti and in the ID token no jti, and under rotation they stand there all the same (recorded for the API)", async () => {
  const claimsFor = async (settings: object) => {
    const { clientId } = await domain.pool.addClient({ ...LOGIN_CLIENT, EnableTokenRevocation: false, ...settings });
    const code = await codeFor(domain, "ann", { client_id: clientId });
    const { id_token, access_token } = tokensOf(await redeem(domain, code, { client_id: clientId }));
    return { id: claimsOf(id_token), access: claimsOf(access_token) };
  };
  const plain = await claimsFor({});
  expect([plain.id.origin_jti, plain.id.jti, plain.access.origin_jti]).toEqual([undefined, undefined, undefined]);
  expect(plain.access.event_id).toEqual(expect.any(String));
  const rotated = await claimsFor({
    ExplicitAuthFlows: [],
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
  });
  expect(rotated.id).toMatchObject({ origin_jti: expect.any(String), jti: expect.any(String) });
});

test("the tokens of the implicit grant have the same claims, and no refresh token comes with them (documented)", async () => {
  const { location } = await signInOnPages(domain, "ann", {
    changes: { response_type: "token", scope: "openid", nonce: "n" },
  });
  const fragment = new URLSearchParams(new URL(location).hash.slice(1));
  expect([...fragment.keys()]).toEqual(["id_token", "access_token", "token_type", "expires_in", "state"]);
  const id = claimsOf(fragment.get("id_token") ?? "");
  const half = createHash("sha256")
    .update(fragment.get("access_token") ?? "")
    .digest()
    .subarray(0, 16);
  expect(id).toMatchObject({ nonce: "n", at_hash: half.toString("base64url") });
  expect(claimsOf(fragment.get("access_token") ?? "")).toMatchObject({
    version: 2,
    scope: "openid",
    origin_jti: id.origin_jti,
  });
});
