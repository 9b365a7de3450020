import {
  AdminDeleteUserCommand,
  AdminResetUserPasswordCommand,
  GetTokensFromRefreshTokenCommand,
  type GetTokensFromRefreshTokenCommandInput,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClientInUse,
  claimsOf,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
} from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { standingClock } from "../../../../test/standing-clock.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const REUSED = "RefreshTokenReuseException: Refresh token reuse detected";
let server: Poolhouse;
let pool: PoolInUse;
let users = 0;
/** A user nobody has used before, signed in at a client. */
async function signedIn(client: ClientInUse = pool.main) {
  users += 1;
  const username = `user${users}`;
  await pool.addUser(username);
  return { username, ...(await pool.signIn(username, PASSWORD, client)) };
}
const exchange = (RefreshToken: string, more: Partial<GetTokensFromRefreshTokenCommandInput> = {}) =>
  pool.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: pool.main.clientId, RefreshToken, ...more }));
const rotating = (graceSeconds: number) =>
  pool.addClient({
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: graceSeconds },
  });
async function rotate(RefreshToken: string, { clientId: ClientId }: ClientInUse) {
  const { AuthenticationResult } = await exchange(RefreshToken, { ClientId });
  return { token: present(AuthenticationResult?.RefreshToken), access: present(AuthenticationResult?.AccessToken) };
}

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

describe("without rotation", () => {
  test("gives new tokens of the same sign-in, no refresh token and no ChallengeParameters (recorded)", async () => {
    const { accessToken, idToken, refreshToken } = await signedIn();
    server.advance({ minutes: 5 });
    const body = { ClientId: pool.main.clientId, RefreshToken: refreshToken };
    const raw = await rawCall(server, "GetTokensFromRefreshToken", body, { signed: false });
    const { AuthenticationResult, ...rest } = JSON.parse(raw.body);
    expect(rest).toEqual({});
    expect(Object.keys(AuthenticationResult).toSorted()).toEqual(["AccessToken", "ExpiresIn", "IdToken", "TokenType"]);
    for (const [before, after] of [
      [accessToken, AuthenticationResult.AccessToken],
      [idToken, AuthenticationResult.IdToken],
    ]) {
      const { iat, exp, jti, ...same } = claimsOf(before);
      const refreshed = claimsOf(after);
      expect(refreshed).toMatchObject(same);
      expect(refreshed.jti).not.toBe(jti);
      expect(refreshed.iat).toBe(Number(iat) + 300);
      expect(refreshed.exp).toBe(Number(exp) + 300);
    }
  });

  test("works until the refresh token's own end, which refreshing does not put off", async () => {
    const hourly = await pool.addClient({ RefreshTokenValidity: 2, TokenValidityUnits: { RefreshToken: "hours" } });
    const { refreshToken } = await signedIn(hourly);
    server.advance({ minutes: 119 });
    await exchange(refreshToken, { ClientId: hourly.clientId });
    server.advance({ minutes: 1 });
    expect(await refusedCall(exchange(refreshToken, { ClientId: hourly.clientId }))).toBe(
      "NotAuthorizedException: Refresh Token has expired",
    );
  });

  test("needs the refresh flow (assumed)", async () => {
    const without = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
    const { refreshToken } = await signedIn(without);
    expect(await refusedCall(exchange(refreshToken, { ClientId: without.clientId }))).toMatch(
      /^NotAuthorizedException: /,
    );
  });
});

describe("a refresh token", () => {
  test("of another client of the pool is told apart from one of another pool and from garbage (recorded)", async () => {
    const { refreshToken, accessToken } = await signedIn();
    const other = await pool.addClient();
    expect(await refusedCall(exchange(refreshToken, { ClientId: other.clientId }))).toBe(
      "NotAuthorizedException: Refresh Token has different Client",
    );
    const elsewhere = await putPoolInUse(server);
    const invalid = "NotAuthorizedException: Invalid Refresh Token";
    expect(await refusedCall(exchange(refreshToken, { ClientId: elsewhere.main.clientId }))).toBe(invalid);
    expect(await refusedCall(exchange("garbage"))).toBe(invalid);
    expect(await refusedCall(exchange(accessToken))).toBe(invalid);
  });

  test("of a form that no token has is refused by the model, its value untold", async () => {
    const answer = await refusedCall(exchange("white space"));
    expect(answer).toMatch(/^InvalidParameterException: 1 validation error detected: Value at 'refreshToken' failed /);
    expect(answer).not.toContain("white space");
  });

  test("that was revoked is refused (recorded)", async () => {
    const { refreshToken } = await signedIn();
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: pool.main.clientId, Token: refreshToken }));
    expect(await refusedCall(exchange(refreshToken))).toBe("NotAuthorizedException: Refresh Token has been revoked");
  });

  test("of a disabled, a deleted and a reset user is refused (recorded for the first two)", async () => {
    const [disabled, deleted, reset] = [await signedIn(), await signedIn(), await signedIn()];
    await pool.disable(disabled.username);
    expect(await refusedCall(exchange(disabled.refreshToken))).toBe("NotAuthorizedException: User is disabled.");
    await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: deleted.username }));
    expect(await refusedCall(exchange(deleted.refreshToken))).toBe(
      "NotAuthorizedException: The user has been deleted for the associated refresh token",
    );
    await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: reset.username }));
    expect(await refusedCall(exchange(reset.refreshToken))).toBe(
      "NotAuthorizedException: Password reset required for the user",
    );
  });
});

describe("a client", () => {
  test("that is unknown is told so before anything of the token (recorded)", async () => {
    expect(await refusedCall(exchange("garbage", { ClientId: "nosuchclient" }))).toBe(
      "ResourceNotFoundException: User pool client nosuchclient does not exist.",
    );
  });

  test("with a secret proves it before anything of the token is told (recorded)", async () => {
    const secretive = await pool.addClient({ GenerateSecret: true });
    const { clientId: ClientId, secret } = secretive;
    expect(await refusedCall(exchange("garbage", { ClientId }))).toBe(
      `NotAuthorizedException: Client ${ClientId} is configured for secret but secret was not received`,
    );
    expect(await refusedCall(exchange("garbage", { ClientId, ClientSecret: "x".repeat(52) }))).toBe(
      `NotAuthorizedException: Unable to verify secret hash for client ${ClientId}`,
    );
    const { refreshToken } = await signedIn(secretive);
    await exchange(refreshToken, { ClientId, ClientSecret: secret });
  });

  test("without one may send any (recorded)", async () => {
    const { refreshToken } = await signedIn();
    await exchange(refreshToken, { ClientSecret: "x".repeat(52) });
  });
});

describe("with rotation", () => {
  test("gives a new refresh token; InitiateAuth refreshes no more (recorded)", async () => {
    const client = await rotating(0);
    const { refreshToken } = await signedIn(client);
    const old = new InitiateAuthCommand({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId: client.clientId,
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    });
    expect(await refusedCall(pool.sdk.send(old))).toBe(
      "UnsupportedOperationException: This API does not support refresh token rotation",
    );
    const child = await rotate(refreshToken, client);
    expect(child.token).not.toBe(refreshToken);
    const grandchild = await rotate(child.token, client);
    await pool.sdk.send(new GetUserCommand({ AccessToken: grandchild.access }));
  });

  test("a used token is refused at once when there is no grace, and the newest stays good (recorded)", async () => {
    const client = await rotating(0);
    const { refreshToken } = await signedIn(client);
    const child = await rotate(refreshToken, client);
    expect(await refusedCall(exchange(refreshToken, { ClientId: client.clientId }))).toBe(REUSED);
    await rotate(child.token, client);
  });

  test("a used token works for the grace period, which its reuse does not put off (recorded)", async () => {
    const client = await rotating(10);
    const { refreshToken } = await signedIn(client);
    await rotate(refreshToken, client);
    server.advance({ seconds: 6 });
    await rotate(refreshToken, client);
    server.advance({ seconds: 6 });
    expect(await refusedCall(exchange(refreshToken, { ClientId: client.clientId }))).toBe(REUSED);
  });

  test("every tab that comes within the grace period gets a token that stays good, unlike at AWS", async () => {
    const client = await rotating(10);
    const { refreshToken } = await signedIn(client);
    const tabs = await Promise.all(Array.from({ length: 5 }, () => rotate(refreshToken, client)));
    expect(new Set(tabs.map(({ token }) => token)).size).toBe(5);
    server.advance({ minutes: 5 });
    for (const { token } of tabs) await rotate(token, client);
    expect(await refusedCall(exchange(refreshToken, { ClientId: client.clientId }))).toBe(REUSED);
  });

  test("without a grace period, of many at once one gets a token", async () => {
    const client = await rotating(0);
    const { refreshToken } = await signedIn(client);
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => rotate(refreshToken, client)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("the sign-in ends when it would have, however often it was rotated (recorded)", async () => {
    const { clientId } = await pool.addClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      RefreshTokenValidity: 2,
      TokenValidityUnits: { RefreshToken: "hours" },
    });
    const client = { ...pool.main, clientId };
    const { refreshToken } = await signedIn(client);
    server.advance({ minutes: 100 });
    const child = await rotate(refreshToken, client);
    server.advance({ minutes: 20 });
    expect(await refusedCall(exchange(child.token, { ClientId: clientId }))).toBe(
      "NotAuthorizedException: Refresh Token has expired",
    );
  });

  test("a revoked token is refused without a word (recorded)", async () => {
    const client = await rotating(0);
    const { refreshToken } = await signedIn(client);
    const child = await rotate(refreshToken, client);
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: client.clientId, Token: child.token }));
    const body = { ClientId: client.clientId, RefreshToken: child.token };
    expect(await rawCall(server, "GetTokensFromRefreshToken", body, { signed: false })).toEqual({
      status: 400,
      body: '{"__type":"NotAuthorizedException"}',
    });
  });

  test("access tokens of before stay good (recorded)", async () => {
    const client = await rotating(0);
    const { refreshToken, accessToken } = await signedIn(client);
    await rotate(refreshToken, client);
    await pool.sdk.send(new GetUserCommand({ AccessToken: accessToken }));
  });

  const turn = ({ clientId: ClientId }: ClientInUse, Feature: "ENABLED" | "DISABLED") =>
    pool.sdk.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: pool.poolId,
        ClientId,
        ExplicitAuthFlows: Feature === "ENABLED" ? ["ALLOW_USER_PASSWORD_AUTH"] : ["ALLOW_REFRESH_TOKEN_AUTH"],
        RefreshTokenRotation: { Feature },
      }),
    );

  test("switched off, the present token goes on and a replaced one is revoked; switched on, tokens rotate (recorded)", async () => {
    const client = await rotating(0);
    const { refreshToken } = await signedIn(client);
    const child = await rotate(refreshToken, client);
    await turn(client, "DISABLED");
    const { AuthenticationResult } = await exchange(child.token, { ClientId: client.clientId });
    expect(AuthenticationResult).not.toHaveProperty("RefreshToken");
    expect(await refusedCall(exchange(refreshToken, { ClientId: client.clientId }))).toBe(
      "NotAuthorizedException: Refresh Token has been revoked",
    );
    await turn(client, "ENABLED");
    await rotate(child.token, client);
  });

  test("switched off, a revocation is told with its text (recorded), and ends what came since then as well", async () => {
    const client = await rotating(0);
    const { refreshToken } = await signedIn(client);
    const child = await rotate(refreshToken, client);
    await turn(client, "DISABLED");
    const { AuthenticationResult } = await exchange(child.token, { ClientId: client.clientId });
    const since = present(AuthenticationResult?.AccessToken);
    await pool.sdk.send(new GetUserCommand({ AccessToken: since }));
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: client.clientId, Token: refreshToken }));
    expect(await refusedCall(exchange(child.token, { ClientId: client.clientId }))).toBe(
      "NotAuthorizedException: Refresh Token has been revoked",
    );
    expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken: since })))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
  });

  test("a late reuse ends the sign-in where the server is told so", async () => {
    const strict = await startTestServer({ flags: { revokeOnReuse: true } });
    const other = await putPoolInUse(strict, {
      client: {
        ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
        RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
      },
    });
    await other.addUser("ann");
    const { refreshToken } = await other.signIn("ann");
    const again = (RefreshToken: string) =>
      other.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId: other.main.clientId, RefreshToken }));
    const { AuthenticationResult: child } = await again(refreshToken);
    expect(await refusedCall(again(refreshToken))).toBe(REUSED);
    expect(await refusedCall(again(present(child?.RefreshToken)))).toMatch(/^NotAuthorizedException/);
    await strict.close();
  });
});
