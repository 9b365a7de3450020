import { createPublicKey, type JsonWebKey, verify } from "node:crypto";
import {
  CreateResourceServerCommand,
  DeleteResourceServerCommand,
  GetClientTokenCommand,
  type GetClientTokenCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ClientInUse, claimsOf, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

let server: Poolhouse;
let pool: PoolInUse;
let machine: ClientInUse;
const MACHINE = {
  GenerateSecret: true,
  ExplicitAuthFlows: [],
  AllowedOAuthFlowsUserPoolClient: true,
  AllowedOAuthFlows: ["client_credentials" as const],
};
const ask = (more: Partial<GetClientTokenCommandInput> = {}) =>
  pool.sdk.send(new GetClientTokenCommand({ ClientId: machine.clientId, Secret: machine.secret, ...more }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  for (const Identifier of ["solar", "lunar"]) {
    await pool.sdk.send(
      new CreateResourceServerCommand({
        UserPoolId: pool.poolId,
        Identifier,
        Name: Identifier,
        Scopes: ["read", "write"].map((ScopeName) => ({ ScopeName, ScopeDescription: ScopeName })),
      }),
    );
  }
  machine = await pool.addClient({ ...MACHINE, AllowedOAuthScopes: ["solar/read", "solar/write", "lunar/read"] });
});
afterAll(() => server.close());

test("a client with its secret gets an access token, signed by the pool (claims observed)", async () => {
  const { ClientAuthenticationResult: result } = await ask({ Scopes: ["solar/read"] });
  expect(result).toMatchObject({ ExpiresIn: 3600, TokenType: "Bearer" });
  const token = present(result?.AccessToken);
  const claims = claimsOf(token);
  expect(claims).toEqual({
    sub: machine.clientId,
    client_id: machine.clientId,
    token_use: "access",
    scope: "solar/read",
    auth_time: claims.iat,
    iat: expect.any(Number),
    exp: Number(claims.iat) + 3600,
    iss: `${server.url}/${pool.poolId}`,
    version: 2,
    jti: expect.any(String),
  });
  const response = await inProcessFetch(server.handle)(`/${pool.poolId}/.well-known/jwks.json`);
  const { keys }: { keys: JsonWebKey[] } = JSON.parse(await response.text());
  const [header, payload, signature = ""] = token.split(".");
  const key = createPublicKey({ format: "jwk", key: present(keys[1]) });
  expect(verify("sha256", Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url"))).toBe(true);
});

test("without Scopes all of the client's are granted (documented)", async () => {
  for (const Scopes of [undefined, []]) {
    const { ClientAuthenticationResult } = await ask({ Scopes });
    const { scope } = claimsOf(present(ClientAuthenticationResult?.AccessToken));
    expect(String(scope).split(" ").toSorted()).toEqual(["lunar/read", "solar/read", "solar/write"]);
  }
});

test("a scope that the client was not given, or that does not exist, is refused (assumed)", async () => {
  for (const scope of ["lunar/write", "nowhere/read", "openid", "solar/read lunar/write"]) {
    expect(await refusedCall(ask({ Scopes: ["solar/read", scope] }))).toMatch(/^InvalidParameterException: /);
  }
});

test("scopes of a resource server that was deleted are granted no more (assumed)", async () => {
  const UserPoolId = pool.poolId;
  await pool.sdk.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier: "gone",
      Name: "gone",
      Scopes: [{ ScopeName: "read", ScopeDescription: "read" }],
    }),
  );
  const client = await pool.addClient({ ...MACHINE, AllowedOAuthScopes: ["gone/read"] });
  const again = () => ask({ ClientId: client.clientId, Secret: client.secret });
  await again();
  await pool.sdk.send(new DeleteResourceServerCommand({ UserPoolId, Identifier: "gone" }));
  expect(await refusedCall(again())).toMatch(/^InvalidParameterException: /);
});

test("a wrong secret is refused, and a public client has none (text assumed)", async () => {
  expect(await refusedCall(ask({ Secret: "x".repeat(52) }))).toBe(
    `NotAuthorizedException: Unable to verify secret hash for client ${machine.clientId}`,
  );
  expect(await refusedCall(ask({ ClientId: pool.main.clientId }))).toMatch(/^NotAuthorizedException: /);
});

test("a client without the flow gets none (assumed)", async () => {
  const other = await pool.addClient({ GenerateSecret: true });
  expect(await refusedCall(ask({ ClientId: other.clientId, Secret: other.secret }))).toBe(
    "InvalidParameterException: CLIENT_TOKEN_AUTH flow not enabled for this client",
  );
});

test("an unknown client is told as such (assumed)", async () => {
  expect(await refusedCall(ask({ ClientId: "nosuchclient" }))).toBe(
    "ResourceNotFoundException: User pool client nosuchclient does not exist.",
  );
});

test("the life of the token is the client's", async () => {
  const brief = await pool.addClient({
    ...MACHINE,
    AllowedOAuthScopes: ["solar/read"],
    AccessTokenValidity: 10,
    TokenValidityUnits: { AccessToken: "minutes" },
  });
  const { ClientAuthenticationResult } = await ask({ ClientId: brief.clientId, Secret: brief.secret });
  expect(ClientAuthenticationResult?.ExpiresIn).toBe(600);
});

test("the secret is all that is asked for: no signature (documented)", async () => {
  const body = { ClientId: machine.clientId, Secret: machine.secret };
  expect((await rawCall(server, "GetClientToken", body, { signed: false })).status).toBe(200);
});
