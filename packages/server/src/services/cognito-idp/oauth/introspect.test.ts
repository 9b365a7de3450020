import { CreateResourceServerCommand, DeleteUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { basic, codeFor, granted, post, redeem, refusedAs, tokensOf } from "../../../../test/cognito-idp/granted.ts";
import {
  LOGIN_CLIENT,
  type LoginDomain,
  openLoginDomain,
  type Parameters,
} from "../../../../test/cognito-idp/login-domain.ts";
import { type ClientInUse, claimsOf } from "../../../../test/cognito-idp/pool-in-use.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const INACTIVE = '200 {"active":false}';
let server: Poolhouse;
let domain: LoginDomain;
let asking: ClientInUse;

beforeAll(async () => {
  server = await startTestServer({ flags: { oauthFeatures: "introspection=on" } });
  domain = await openLoginDomain(server);
  asking = await domain.pool.addClient({ ...LOGIN_CLIENT, GenerateSecret: true });
  await domain.pool.addUser("ann");
  await domain.pool.addUser("bob");
});
afterAll(() => server.close());

const introspect = (parameters: Parameters, headers: Record<string, string> = basic(asking), at = domain) =>
  post(at, "/oauth2/introspect", parameters, headers);

describe("tells a client that proves itself", () => {
  test("what an access token of the pool is worth, whoever it was given to (RFC 7662, 2.2)", async () => {
    const { access_token } = await granted(domain, "ann", {
      scope: "openid email",
      resource: "https://api.example.com",
    });
    const { scope, client_id, exp, iat, sub, iss, jti } = claimsOf(access_token);
    expect(JSON.parse((await introspect({ token: access_token })).text)).toEqual({
      active: true,
      username: "ann",
      token_type: "Bearer",
      aud: "https://api.example.com",
      ...{ scope, client_id, exp, iat, sub, iss, jti },
    });
  });

  test("what a client's own token is worth, and nothing once the client is gone", async () => {
    const { sdk, poolId: UserPoolId } = domain.pool;
    const Scopes = [{ ScopeName: "read", ScopeDescription: "read" }];
    await sdk.send(new CreateResourceServerCommand({ UserPoolId, Identifier: "weather", Name: "Weather", Scopes }));
    const machine = await domain.pool.addClient({
      GenerateSecret: true,
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthScopes: ["weather/read"],
    });
    const { access_token: token } = tokensOf(
      await post(domain, "/oauth2/token", { grant_type: "client_credentials" }, basic(machine)),
    );
    const found = JSON.parse((await introspect({ token })).text);
    expect(found).toMatchObject({ active: true, sub: machine.clientId, scope: "weather/read" });
    expect(found).not.toHaveProperty("username");
    await sdk.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: machine.clientId }));
    expect(refusedAs(await introspect({ token }))).toBe(INACTIVE);
  });

  test("what its own refresh token is worth, and nothing of another's", async () => {
    const code = await codeFor(domain, "ann", { client_id: asking.clientId });
    const own = tokensOf(await redeem(domain, code, { client_id: undefined }, basic(asking)));
    const found = JSON.parse((await introspect({ token: own.refresh_token, token_type_hint: "access_token" })).text);
    expect(found).toMatchObject({ active: true, client_id: asking.clientId, username: "ann" });
    const { refresh_token } = await granted(domain, "ann");
    expect(refusedAs(await introspect({ token: refresh_token }))).toBe(INACTIVE);
    await post(domain, "/oauth2/revoke", { token: own.refresh_token }, basic(asking));
    expect(refusedAs(await introspect({ token: own.refresh_token }))).toBe(INACTIVE);
  });

  test("nothing but that it is worth nothing of an ID token, a revoked one, a foreign one and garbage", async () => {
    const elsewhere = await openLoginDomain(server);
    await elsewhere.pool.addUser("ann");
    const foreign = await granted(elsewhere, "ann");
    const { id_token, access_token, refresh_token } = await granted(domain, "ann");
    await post(domain, "/oauth2/revoke", { token: refresh_token, client_id: domain.pool.main.clientId });
    for (const token of [id_token, access_token, foreign.access_token, foreign.refresh_token, "x", "a.b.c", "\u0000"]) {
      expect(refusedAs(await introspect({ token }))).toBe(INACTIVE);
    }
  });

  test("nothing of a token whose user is disabled, or that has expired", async () => {
    const { access_token: disabled } = await granted(domain, "bob");
    await domain.pool.disable("bob");
    expect(refusedAs(await introspect({ token: disabled }))).toBe(INACTIVE);
    const { access_token } = await granted(domain, "ann");
    server.advance({ minutes: 61 });
    expect(refusedAs(await introspect({ token: access_token }))).toBe(INACTIVE);
  });
});

describe("refuses", () => {
  test("whoever proves nothing: a client without a secret, a wrong one, one of another pool (RFC 7662, 2.1)", async () => {
    const { access_token: token } = await granted(domain, "ann");
    const elsewhere = await openLoginDomain(server, { client: { GenerateSecret: true } });
    const unproven = '401 {"error":"invalid_client"}';
    expect(refusedAs(await introspect({ token, client_id: domain.pool.main.clientId }, {}))).toBe(unproven);
    expect(refusedAs(await introspect({ token }, basic({ clientId: asking.clientId, secret: "wrong" })))).toBe(
      unproven,
    );
    expect(refusedAs(await introspect({ token }, basic(elsewhere.pool.main)))).toBe(unproven);
  });

  test("a request without a token, one by GET, and pages of other origins", async () => {
    expect(refusedAs(await introspect({}))).toBe('400 {"error":"invalid_request"}');
    expect((await domain.fetch("/oauth2/introspect?token=x", { headers: basic(asking) })).status).toBe(405);
    const answer = await introspect({ token: "x" });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });
});

test("without the feature the path is as unknown as any other, as at AWS", async () => {
  const plain = await startTestServer();
  try {
    const there = await openLoginDomain(plain);
    const answers = await Promise.all(
      ["/oauth2/introspect", "/oauth2/nosuch"].flatMap((path) => [
        post(there, path, { token: "x" }),
        there.fetch(path),
      ]),
    );
    expect(new Set(answers.map(refusedAs))).toEqual(new Set(["404 There is no such page.\n"]));
  } finally {
    await plain.close();
  }
});
