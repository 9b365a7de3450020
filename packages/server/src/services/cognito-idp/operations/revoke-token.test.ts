import {
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  type RevokeTokenCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const revoke = (Token: string, more: Partial<RevokeTokenCommandInput> = {}) =>
  pool.sdk.send(new RevokeTokenCommand({ ClientId: pool.main.clientId, Token, ...more }));
const refresh = (token: string, ClientId = pool.main.clientId) =>
  pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN: token },
    }),
  );
const getUser = (AccessToken: string) => pool.sdk.send(new GetUserCommand({ AccessToken }));
const REVOKED = "NotAuthorizedException: Access Token has been revoked";

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  await pool.addUser("ann");
});
afterAll(() => server.close());

test("the whole sign-in ends, refreshed tokens included, and no other sign-in (recorded)", async () => {
  const one = await pool.signIn("ann");
  const other = await pool.signIn("ann");
  const refreshed = present((await refresh(one.refreshToken)).AuthenticationResult?.AccessToken);
  const body = { ClientId: pool.main.clientId, Token: one.refreshToken };
  expect(await rawCall(server, "RevokeToken", body, { signed: false })).toEqual({ status: 200, body: "{}" });
  expect(await refusedCall(refresh(one.refreshToken))).toBe("NotAuthorizedException: Refresh Token has been revoked");
  for (const token of [one.accessToken, refreshed]) expect(await refusedCall(getUser(token))).toBe(REVOKED);
  await getUser(other.accessToken);
  await refresh(other.refreshToken);
});

test("a token that is revoked already (recorded) or unknown (assumed) is a success", async () => {
  const { refreshToken } = await pool.signIn("ann");
  await revoke(refreshToken);
  await revoke(refreshToken);
  await revoke("never-given-out");
});

test("an access token and an ID token are of the wrong type (text assumed)", async () => {
  const { accessToken, idToken } = await pool.signIn("ann");
  for (const token of [accessToken, idToken]) {
    expect(await refusedCall(revoke(token))).toBe("UnsupportedTokenTypeException: Unsupported token type");
  }
  await getUser(accessToken);
});

test("a token of a form that none has is refused by the model, its value untold", async () => {
  const answer = await refusedCall(revoke("white space"));
  expect(answer).toMatch(/^InvalidParameterException: 1 validation error detected: Value at 'token' failed /);
  expect(answer).not.toContain("white space");
});

test("a client without token revocation cannot (recorded)", async () => {
  const without = await pool.addClient({ EnableTokenRevocation: false });
  const { refreshToken } = await pool.signIn("ann", PASSWORD, without);
  expect(await refusedCall(revoke(refreshToken, { ClientId: without.clientId }))).toBe(
    "UnsupportedOperationException: This feature is not enabled for this client",
  );
});

test("a client with a secret proves it (recorded: the text)", async () => {
  const secretive = await pool.addClient({ GenerateSecret: true });
  const { refreshToken, accessToken } = await pool.signIn("ann", PASSWORD, secretive);
  const refused = "UnauthorizedException: Invalid client or secret";
  const { clientId: ClientId, secret } = secretive;
  expect(await refusedCall(revoke(refreshToken, { ClientId }))).toBe(refused);
  expect(await refusedCall(revoke(refreshToken, { ClientId, ClientSecret: "x".repeat(52) }))).toBe(refused);
  await getUser(accessToken);
  await revoke(refreshToken, { ClientId, ClientSecret: secret });
  expect(await refusedCall(getUser(accessToken))).toBe(REVOKED);
});

test("an unknown client proves nothing (assumed)", async () => {
  expect(await refusedCall(revoke("any", { ClientId: "nosuchclient" }))).toBe(
    "UnauthorizedException: Invalid client or secret",
  );
});

test("another client's token is refused and stays good (assumed), another pool's is unknown", async () => {
  const { refreshToken } = await pool.signIn("ann");
  const other = await pool.addClient();
  expect(await refusedCall(revoke(refreshToken, { ClientId: other.clientId }))).toBe(
    "UnauthorizedException: Refresh Token has different Client",
  );
  const elsewhere = await putPoolInUse(server);
  await revoke(refreshToken, { ClientId: elsewhere.main.clientId });
  await refresh(refreshToken);
});

test("the parent of a rotated token ends the whole sign-in too (recorded)", async () => {
  const rotating = await pool.addClient({
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
  });
  const { refreshToken } = await pool.signIn("ann", PASSWORD, rotating);
  const ClientId = rotating.clientId;
  const exchange = (RefreshToken: string) =>
    pool.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));
  const { AuthenticationResult: child } = await exchange(refreshToken);
  await revoke(refreshToken, { ClientId });
  expect(await refusedCall(exchange(present(child?.RefreshToken)))).toMatch(/^NotAuthorizedException: /);
  expect(await refusedCall(getUser(present(child?.AccessToken)))).toBe(REVOKED);
});
