import {
  AdminDeleteUserCommand,
  AdminUpdateUserAttributesCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { codeFor, granted, redeem, refusedAs, tokensOf } from "../../../../test/cognito-idp/granted.ts";
import { LOGIN_CLIENT, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { claimsOf } from "../../../../test/cognito-idp/pool-in-use.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;
let sub: string;
let users = 0;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, {
    pool: { Schema: [{ Name: "team", AttributeDataType: "String", Mutable: true }] },
    client: { AllowedOAuthScopes: ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"] },
  });
  sub = await domain.pool.addUser("ann", {
    phone: "+12065551212",
    attributes: { given_name: "Ann", "custom:team": "blue", address: "Main Street 1" },
  });
});
afterAll(() => server.close());

const ask = (token: string, at = domain, init: RequestInit = {}) =>
  at.fetch("/oauth2/userInfo", { headers: { authorization: `Bearer ${token}` }, ...init });
const scoped = async (scope: string) => (await granted(domain, "ann", { scope })).access_token;
const shown = async (scope: string) => JSON.parse((await ask(await scoped(scope))).text);
/** Somebody whom no other test signs out, with an access token. */
async function someone(at = domain): Promise<{ username: string; tokens: Awaited<ReturnType<typeof granted>> }> {
  users += 1;
  const username = `user${users}`;
  await at.pool.addUser(username);
  return { username, tokens: await granted(at, username) };
}

const ALL = {
  sub: expect.any(String),
  email: "ann@example.com",
  email_verified: "true",
  phone_number: "+12065551212",
  given_name: "Ann",
  "custom:team": "blue",
  address: "Main Street 1",
  username: "ann",
};
const WHY_NOT = "Access token is expired, disabled, or deleted, or the user has globally signed out.";
const INVALID = `401 ${JSON.stringify({ error: "invalid_token", error_description: WHY_NOT })}`;

test("with standard-claims flags, times and addresses have the types of OpenID Connect", async () => {
  const standard = await startTestServer({ flags: { oauthFeatures: "standard-claims=on" } });
  try {
    const there = await openLoginDomain(standard, {
      client: { AllowedOAuthScopes: ["openid", "email", "phone", "profile"] },
    });
    await there.pool.addUser("ann", { attributes: { address: "Main Street 1", updated_at: "1700000000" } });
    const { access_token: token } = await granted(there, "ann", { scope: "openid" });
    expect(JSON.parse((await ask(token, there)).text)).toMatchObject({
      email_verified: true,
      address: { formatted: "Main Street 1" },
      updated_at: 1_700_000_000,
    });
  } finally {
    await standard.close();
  }
});

describe("shows", () => {
  test("all attributes that the client may read for openid alone, flags as strings (documented)", async () => {
    const answer = await ask(await scoped("openid"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/json;charset=UTF-8");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const body = JSON.parse(answer.text);
    expect(body).toMatchObject({ ...ALL, sub });
    expect(Object.keys(body)[0]).toBe("sub");
    expect(Object.keys(body).at(-1)).toBe("username");
  });

  test.each([
    ["openid email", { email: ALL.email, email_verified: "true" }],
    ["openid profile", { given_name: "Ann", "custom:team": "blue" }],
    ["openid email profile", { email: ALL.email, email_verified: "true", given_name: "Ann", "custom:team": "blue" }],
  ])("for %s what these scopes are about (documented)", async (scope, attributes) => {
    expect(await shown(scope)).toEqual({ sub, username: "ann", ...attributes });
  });

  test("for openid phone the number, and the flag once there is one (documented)", async () => {
    expect(await shown("openid phone")).toMatchObject({ phone_number: "+12065551212" });
    expect(await shown("openid phone")).not.toHaveProperty("email");
  });

  test("nothing more for aws.cognito.signin.user.admin (documented)", async () => {
    expect(await shown("openid email aws.cognito.signin.user.admin")).toEqual(await shown("openid email"));
    expect(await shown("openid aws.cognito.signin.user.admin")).toEqual(await shown("openid"));
  });

  test("nothing that the client may not read, as of now", async () => {
    const narrow = await domain.pool.addClient({
      ...LOGIN_CLIENT,
      AllowedOAuthScopes: ["openid", "profile"],
      ReadAttributes: ["given_name", "family_name"],
    });
    const code = await codeFor(domain, "ann", { client_id: narrow.clientId });
    const { access_token } = tokensOf(await redeem(domain, code, { client_id: narrow.clientId }));
    expect(JSON.parse((await ask(access_token)).text)).toEqual({ sub, given_name: "Ann", username: "ann" });
    const { poolId: UserPoolId } = domain.pool;
    await domain.pool.sdk.send(
      new UpdateUserPoolClientCommand({
        UserPoolId,
        ClientId: narrow.clientId,
        ...LOGIN_CLIENT,
        AllowedOAuthScopes: ["openid"],
        ReadAttributes: ["family_name"],
      }),
    );
    expect(JSON.parse((await ask(access_token)).text)).toEqual({ sub, username: "ann" });
  });

  test("attributes as they are now, not as they were at the sign-in", async () => {
    const { username, tokens } = await someone();
    await domain.pool.sdk.send(
      new AdminUpdateUserAttributesCommand({
        UserPoolId: domain.pool.poolId,
        Username: username,
        UserAttributes: [{ Name: "given_name", Value: "Zoë 👩‍🔬" }],
      }),
    );
    const all = tokensOf(await redeem(domain, await codeFor(domain, username, { scope: "openid" })));
    expect(JSON.parse((await ask(all.access_token)).text).given_name).toBe("Zoë 👩‍🔬");
    expect((await ask(tokens.access_token)).status).toBe(200);
  });

  test("the same by POST (assumed), and headers alone for HEAD", async () => {
    const token = await scoped("openid email");
    expect(
      JSON.parse((await ask(token, domain, { method: "POST", headers: { authorization: `Bearer ${token}` } })).text)
        .sub,
    ).toBe(sub);
    const head = await ask(token, domain, { method: "HEAD", headers: { authorization: `bearer ${token}` } });
    expect([head.status, head.text]).toEqual([200, ""]);
  });

  test("the sub of the ID token beside it (OpenID Connect Core, 5.3.2)", async () => {
    const { access_token, id_token } = await granted(domain, "ann");
    expect(JSON.parse((await ask(access_token)).text).sub).toBe(claimsOf(id_token).sub);
  });
});

describe("refuses", () => {
  test("a request without a token, or with one elsewhere than in the header, as bad (documented)", async () => {
    const token = await scoped("openid");
    const form = { "content-type": "application/x-www-form-urlencoded" };
    for (const answer of [
      await domain.fetch("/oauth2/userInfo"),
      await domain.fetch("/oauth2/userInfo", { headers: { authorization: "Bearer" } }),
      await domain.fetch("/oauth2/userInfo", { headers: { authorization: `Basic ${token}` } }),
      await domain.fetch("/oauth2/userInfo", { headers: { authorization: `Bearer ${token} x` } }),
      await domain.fetch(`/oauth2/userInfo?access_token=${token}`),
      await domain.fetch("/oauth2/userInfo", { method: "POST", headers: form, body: `access_token=${token}` }),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.headers.get("www-authenticate")).toBe(
        'error="invalid_request", error_description="Bad OAuth2 request at UserInfo Endpoint"',
      );
    }
  });

  test("what is no token of the pool, with the documented header", async () => {
    const elsewhere = await openLoginDomain(server);
    const { tokens } = await someone(elsewhere);
    const { access_token } = await granted(domain, "ann");
    const [head, payload, signature] = access_token.split(".");
    const none = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const wrong of ["x", "a.b.c", `${head}.${payload}.`, `${none}.${payload}.${signature}`, tokens.access_token]) {
      const answer = await ask(wrong);
      expect(refusedAs(answer)).toBe(INVALID);
      expect(answer.headers.get("www-authenticate")).toBe(`error="invalid_token", error_description="${WHY_NOT}"`);
    }
  });

  test("an ID token and a refresh token", async () => {
    const { id_token, refresh_token } = await granted(domain, "ann");
    for (const wrong of [id_token, refresh_token]) expect(refusedAs(await ask(wrong))).toBe(INVALID);
  });

  test("a token without openid, those of the API among them (observed: its text)", async () => {
    const { accessToken } = await domain.pool.signIn("ann");
    for (const token of [accessToken, await scoped("aws.cognito.signin.user.admin")]) {
      const answer = await ask(token);
      expect(refusedAs(answer)).toBe(
        '401 {"error":"invalid_token","error_description":"Access token does not contain openid scope"}',
      );
    }
  });

  test("a token that was revoked, or whose user signed out everywhere, was disabled or deleted (documented)", async () => {
    const { poolId: UserPoolId, sdk } = domain.pool;
    const ends: ((username: string, tokens: { access_token: string; refresh_token: string }) => Promise<unknown>)[] = [
      (_username, { refresh_token }) =>
        sdk.send(new RevokeTokenCommand({ ClientId: domain.pool.main.clientId, Token: refresh_token })),
      (_username, { access_token }) => sdk.send(new GlobalSignOutCommand({ AccessToken: access_token })),
      (username) => domain.pool.disable(username),
      (Username) => sdk.send(new AdminDeleteUserCommand({ UserPoolId, Username })),
    ];
    for (const end of ends) {
      const { username, tokens } = await someone();
      expect((await ask(tokens.access_token)).status).toBe(200);
      await end(username, tokens);
      expect(refusedAs(await ask(tokens.access_token))).toBe(INVALID);
    }
  });

  test("a token of a client without token revocation once its user signed out everywhere", async () => {
    const there = await openLoginDomain(server, { client: { EnableTokenRevocation: false } });
    const { tokens } = await someone(there);
    expect(claimsOf(tokens.access_token)).not.toHaveProperty("origin_jti");
    expect((await ask(tokens.access_token, there)).status).toBe(200);
    await there.pool.sdk.send(new GlobalSignOutCommand({ AccessToken: tokens.access_token }));
    expect(refusedAs(await ask(tokens.access_token, there))).toBe(INVALID);
  });

  test("with the standard's challenge and codes where the profile has them (RFC 6750, 3)", async () => {
    const standard = await startTestServer({ flags: { oauthFeatures: "standard-errors=on" } });
    try {
      const there = await openLoginDomain(standard);
      await there.pool.addUser("ann");
      expect((await ask("x", there)).headers.get("www-authenticate")).toMatch(/^Bearer error="invalid_token", /);
      const answer = await ask((await there.pool.signIn("ann")).accessToken, there);
      expect(answer.status).toBe(403);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer error="insufficient_scope", /);
    } finally {
      await standard.close();
    }
  });

  test("a token that has expired", async () => {
    const token = await scoped("openid");
    server.advance({ minutes: 61 });
    expect(refusedAs(await ask(token))).toBe(INVALID);
  });
});
