import {
  CreateResourceServerCommand,
  DeleteResourceServerCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { basic, post, refusedAs, tokensOf } from "../../../../../test/cognito-idp/granted.ts";
import { type LoginDomain, openLoginDomain, type Parameters } from "../../../../../test/cognito-idp/login-domain.ts";
import { type ClientInUse, claimsOf } from "../../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;
let machine: ClientInUse;
const addServer = (Identifier: string) =>
  domain.pool.sdk.send(
    new CreateResourceServerCommand({
      UserPoolId: domain.pool.poolId,
      Identifier,
      Name: "Weather",
      Scopes: ["read", "write"].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
    }),
  );
const addMachine = (scopes: string[]) =>
  domain.pool.addClient({
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: scopes,
    AccessTokenValidity: 10,
    TokenValidityUnits: { AccessToken: "minutes" },
  });
const ask = (parameters: Parameters = {}, client = machine) =>
  post(domain, "/oauth2/token", { grant_type: "client_credentials", ...parameters }, basic(client));

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
  await addServer("weather");
  await addServer("https://api.example.com");
  machine = await addMachine(["weather/read", "https://api.example.com/write"]);
});
afterAll(() => server.close());

describe("a client gets for itself", () => {
  test("an access token alone, in this order of members (recorded)", async () => {
    const answer = await ask({ scope: "weather/read" });
    const body = JSON.parse(answer.text);
    expect(Object.keys(body)).toEqual(["access_token", "expires_in", "token_type"]);
    expect(body).toMatchObject({ expires_in: 600, token_type: "Bearer" });
  });

  test("these claims, in this order (recorded)", async () => {
    const claims = claimsOf(tokensOf(await ask({ scope: "weather/read" })).access_token);
    expect(Object.keys(claims)).toEqual([
      "sub",
      "token_use",
      "scope",
      "auth_time",
      "iss",
      "exp",
      "iat",
      "version",
      "jti",
      "client_id",
    ]);
    const { clientId } = machine;
    expect(claims).toMatchObject({ sub: clientId, client_id: clientId, token_use: "access", version: 2 });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(600);
  });

  test("all of its scopes when it names none (documented), and those that it names, once each", async () => {
    const scopes = async (scope?: string) => claimsOf(tokensOf(await ask({ scope })).access_token).scope;
    const every = await scopes();
    expect(String(every).split(" ").toSorted()).toEqual(["https://api.example.com/write", "weather/read"]);
    expect(await scopes("weather/read  weather/read")).toBe("weather/read");
  });

  test("nothing for a scope that is not its own (assumed)", async () => {
    for (const scope of [
      "weather/write",
      "weather/read nosuch",
      "openid",
      "*",
      "weather/read,x",
      "weather/read\u0000",
    ]) {
      expect(refusedAs(await ask({ scope }))).toBe('400 {"error":"invalid_scope"}');
    }
  });

  test("nothing for scopes of a resource server that is gone (assumed)", async () => {
    await addServer("shortlived");
    const client = await addMachine(["shortlived/read"]);
    expect((await ask({}, client)).status).toBe(200);
    const { poolId: UserPoolId } = domain.pool;
    await domain.pool.sdk.send(new DeleteResourceServerCommand({ UserPoolId, Identifier: "shortlived" }));
    for (const scope of [undefined, "shortlived/read"]) {
      expect(refusedAs(await ask({ scope }, client))).toBe('400 {"error":"invalid_scope"}');
    }
  });

  test("aud when it names a resource (assumed), which must be one", async () => {
    const { access_token } = tokensOf(await ask({ resource: "https://api.example.com/v1" }));
    expect(claimsOf(access_token).aud).toBe("https://api.example.com/v1");
    expect(refusedAs(await ask({ resource: "http://api.example.com" }))).toBe('400 {"error":"invalid_target"}');
  });

  test("its token although it sends metadata for a trigger (documented), which is JSON (assumed)", async () => {
    expect((await ask({ aws_client_metadata: '{"onBehalfOf":"x"}' })).status).toBe(200);
    for (const aws_client_metadata of ["x", "[]", "null", '"x"', "{"]) {
      expect(refusedAs(await ask({ aws_client_metadata }))).toBe('400 {"error":"invalid_request"}');
    }
  });

  test("nothing that a user's operations or userInfo would take", async () => {
    const { access_token } = tokensOf(await ask());
    expect(await refusedCall(domain.pool.sdk.send(new GetUserCommand({ AccessToken: access_token })))).toMatch(
      /^NotAuthorizedException: /,
    );
    const { status } = await domain.fetch("/oauth2/userInfo", { headers: { authorization: `Bearer ${access_token}` } });
    expect(status).toBe(401);
  });
});

test("a client of another flow gets unauthorized_client (documented)", async () => {
  const parameters = { grant_type: "client_credentials", client_id: domain.pool.main.clientId };
  expect(refusedAs(await post(domain, "/oauth2/token", parameters))).toBe('400 {"error":"unauthorized_client"}');
});
