import {
  type CreateUserPoolClientCommandInput,
  GetUserCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { claimsOf, PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
type Settings = Partial<CreateUserPoolClientCommandInput>;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  await pool.addUser("ada");
});
afterAll(() => server.close());

const signIn = async (ClientId: string) => {
  const { AuthenticationResult } = await pool.sdk.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "ada", PASSWORD },
    }),
  );
  return present(AuthenticationResult);
};
const refresh = (ClientId: string, REFRESH_TOKEN: string) =>
  pool.sdk.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: { REFRESH_TOKEN } }),
  );
const lifetime = (token: string | undefined) => {
  const { iat, exp } = claimsOf(present(token));
  return Number(exp) - Number(iat);
};

/** Seconds that the tokens of a client live: ExpiresIn, and what the claims say. */
async function lifetimes(settings: Settings) {
  const { clientId } = await pool.addClient(settings);
  const { AccessToken, IdToken, ExpiresIn } = await signIn(clientId);
  return { access: lifetime(AccessToken), id: lifetime(IdToken), expiresIn: ExpiresIn };
}

describe("access and ID tokens live as long as the client says, in its unit", () => {
  test.each<[Settings, number, number]>([
    [{}, 3600, 3600],
    [{ AccessTokenValidity: 2 }, 7200, 3600],
    [{ IdTokenValidity: 2, TokenValidityUnits: {} }, 3600, 7200],
    [{ AccessTokenValidity: 300, TokenValidityUnits: { AccessToken: "seconds" } }, 300, 3600],
    [{ AccessTokenValidity: 5, IdTokenValidity: 1, TokenValidityUnits: { AccessToken: "minutes" } }, 300, 3600],
    [{ IdTokenValidity: 1, TokenValidityUnits: { IdToken: "days" } }, 3600, 86_400],
    [{ TokenValidityUnits: { AccessToken: "days", IdToken: "minutes" } }, 3600, 3600],
  ])("%o", async (settings, access, id) => {
    expect(await lifetimes(settings)).toEqual({ access, id, expiresIn: access });
  });
});

test("a changed validity holds for the next tokens, also those of a refresh", async () => {
  const { clientId: ClientId } = await pool.addClient();
  const { RefreshToken } = await signIn(ClientId);
  await pool.sdk.send(
    new UpdateUserPoolClientCommand({
      UserPoolId: pool.poolId,
      ClientId,
      ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"],
      AccessTokenValidity: 10,
      TokenValidityUnits: { AccessToken: "minutes" },
    }),
  );
  const { AuthenticationResult } = await refresh(ClientId, present(RefreshToken));
  expect(lifetime(AuthenticationResult?.AccessToken)).toBe(600);
  expect(AuthenticationResult?.ExpiresIn).toBe(600);
});

test("an access token is good to its last second", async () => {
  const { clientId } = await pool.addClient({
    AccessTokenValidity: 5,
    TokenValidityUnits: { AccessToken: "minutes" },
  });
  const { AccessToken } = await signIn(clientId);
  const getUser = () => pool.sdk.send(new GetUserCommand({ AccessToken }));
  server.advance({ minutes: 4, seconds: 30 });
  await getUser();
  server.advance({ seconds: 31 });
  expect(await refusedCall(getUser())).toBe("NotAuthorizedException: Access Token has expired");
});

describe("a refresh token lives as long as the client says, in its unit", () => {
  test.each<[Settings, { hours: number }]>([
    [{}, { hours: 30 * 24 }],
    [{ RefreshTokenValidity: 0 }, { hours: 30 * 24 }],
    [{ RefreshTokenValidity: 2, TokenValidityUnits: { RefreshToken: "hours" } }, { hours: 2 }],
    [{ RefreshTokenValidity: 90, TokenValidityUnits: { RefreshToken: "minutes" } }, { hours: 1.5 }],
    [{ RefreshTokenValidity: 1, TokenValidityUnits: { AccessToken: "minutes" } }, { hours: 24 }],
  ])("%o", async (settings, { hours }) => {
    const { clientId } = await pool.addClient(settings);
    const { RefreshToken } = await signIn(clientId);
    server.advance({ hours, seconds: -30 });
    await refresh(clientId, present(RefreshToken));
    server.advance({ seconds: 31 });
    expect(await refusedCall(refresh(clientId, present(RefreshToken)))).toBe(
      "NotAuthorizedException: Refresh Token has expired",
    );
  });
});

describe("a challenge waits as long as AuthSessionValidity says, in minutes", () => {
  test.each<[Settings, number]>([
    [{}, 3],
    [{ AuthSessionValidity: 15 }, 15],
  ])("%o", async (settings, minutes) => {
    const { clientId: ClientId } = await pool.addClient(settings);
    const { ChallengeParameters = {} } = await pool.sdk.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: "ada", SRP_A: "a".repeat(64) },
      }),
    );
    const answer = () =>
      pool.sdk.send(
        new RespondToAuthChallengeCommand({
          ClientId,
          ChallengeName: "PASSWORD_VERIFIER",
          ChallengeResponses: {
            USERNAME: "ada",
            PASSWORD_CLAIM_SECRET_BLOCK: present(ChallengeParameters.SECRET_BLOCK),
            PASSWORD_CLAIM_SIGNATURE: "x",
          },
        }),
      );
    server.advance({ minutes, seconds: -30 });
    // Still looked at: the mistake in form is told, not the age.
    expect(await refusedCall(answer())).toBe("InvalidParameterException: Missing required parameter TIMESTAMP");
    server.advance({ seconds: 31 });
    expect(await refusedCall(answer())).toBe(
      "NotAuthorizedException: Invalid session for the user, session is expired.",
    );
  });
});
