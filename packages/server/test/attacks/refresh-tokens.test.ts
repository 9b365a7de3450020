import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminResetUserPasswordCommand,
  DeleteUserPoolClientCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ClientInUse, type PoolInUse, putPoolInUse, type SignedIn } from "../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../cognito-idp/refused-call.ts";
import { present } from "../cognito-idp/test-pool.ts";
import { startTestServer } from "../start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
let otherPool: PoolInUse;
let publicClient: ClientInUse;
let confidential: ClientInUse;
let rotating: ClientInUse;
let unrevocable: ClientInUse;

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  otherPool = await putPoolInUse(server);
  publicClient = await pool.addClient();
  confidential = await pool.addClient({ GenerateSecret: true });
  unrevocable = await pool.addClient({ EnableTokenRevocation: false });
  rotating = await pool.addClient({
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
    RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
  });
  for (const name of ["alice", "mallory"]) await pool.addUser(name);
  await otherPool.addUser("alice");
});
afterAll(() => server.close());

/** Both ways to exchange a refresh token. */
const exchanges: Record<
  string,
  (token: string, client: ClientInUse, username?: string) => Promise<InitiateAuthCommandOutput>
> = {
  InitiateAuth: (REFRESH_TOKEN, client, username = "alice") => {
    const hash = client.hash(username);
    const AuthParameters = { REFRESH_TOKEN, ...(hash && { SECRET_HASH: hash }) };
    return pool.sdk.send(
      new InitiateAuthCommand({ AuthFlow: "REFRESH_TOKEN_AUTH", ClientId: client.clientId, AuthParameters }),
    );
  },
  GetTokensFromRefreshToken: (RefreshToken, { clientId: ClientId, secret: ClientSecret }) =>
    pool.sdk.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId, ClientSecret })),
};
const revoke = (Token: string, { clientId: ClientId, secret: ClientSecret }: ClientInUse) =>
  pool.sdk.send(new RevokeTokenCommand({ Token, ClientId, ClientSecret }));

describe.each(Object.entries(exchanges))("%s exchanges no refresh token", (name, exchange) => {
  test("of another client, with or without a secret, and of another pool", async () => {
    const { refreshToken } = await pool.signIn("alice", undefined, publicClient);
    for (const client of [pool.main, confidential, otherPool.main]) {
      expect(await refusedCall(exchange(refreshToken, client))).toMatch(
        /^NotAuthorizedException: (Refresh Token has different Client|Invalid Refresh Token)$/,
      );
    }
    await exchange(refreshToken, publicClient);
  });

  test("of a confidential client without its secret, with another's, or with an empty one", async () => {
    const { refreshToken } = await pool.signIn("alice", undefined, confidential);
    const other = await pool.addClient({ GenerateSecret: true });
    const wrong: ClientInUse[] = [
      { clientId: confidential.clientId, secret: undefined, hash: () => undefined },
      { clientId: confidential.clientId, secret: other.secret, hash: (username) => other.hash(username) },
      { clientId: confidential.clientId, secret: "x".repeat(52), hash: () => "" },
    ];
    for (const client of wrong)
      expect(await refusedCall(exchange(refreshToken, client))).toMatch(/^(NotAuthorized|InvalidParameter)Exception: /);
    await exchange(refreshToken, confidential);
  });

  test("when its writing is another: an access token, an ID token, or the token cut, grown or in other letters", async () => {
    const { refreshToken, accessToken, idToken } = await pool.signIn("alice", undefined, publicClient);
    for (const token of [
      accessToken,
      idToken,
      refreshToken.slice(1),
      refreshToken.slice(0, -1),
      `${refreshToken}A`,
      `${refreshToken}=`,
      refreshToken.toLowerCase(),
      "AAAA",
      "__proto__",
    ]) {
      expect(await refusedCall(exchange(token, publicClient))).toBe("NotAuthorizedException: Invalid Refresh Token");
    }
  });

  test("that was revoked, also while it is being exchanged", async () => {
    const { refreshToken } = await pool.signIn("alice", undefined, publicClient);
    const during = Promise.allSettled(Array.from({ length: 5 }, () => exchange(refreshToken, publicClient)));
    await revoke(refreshToken, publicClient);
    for (const answer of await during) {
      if (answer.status === "rejected") continue;
      const AccessToken = answer.value.AuthenticationResult?.AccessToken;
      expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken })))).toBe(
        "NotAuthorizedException: Access Token has been revoked",
      );
    }
    expect(await refusedCall(exchange(refreshToken, publicClient))).toBe(
      "NotAuthorizedException: Refresh Token has been revoked",
    );
  });

  test("of a user who signed out everywhere, was disabled, must reset the password, or was deleted", async () => {
    const username = `gone-${name}`;
    await pool.addUser(username);
    const named = { UserPoolId: pool.poolId, Username: username };
    const { accessToken, refreshToken: first } = await pool.signIn(username, undefined, publicClient);
    await pool.sdk.send(new GlobalSignOutCommand({ AccessToken: accessToken }));
    expect(await refusedCall(exchange(first, publicClient, username))).toMatch(/^NotAuthorizedException: /);
    const { refreshToken: second } = await pool.signIn(username, undefined, publicClient);
    await pool.sdk.send(new AdminDisableUserCommand(named));
    expect(await refusedCall(exchange(second, publicClient, username))).toMatch(/^NotAuthorizedException: /);
    await pool.sdk.send(new AdminEnableUserCommand(named));
    expect(await refusedCall(exchange(second, publicClient, username))).toMatch(/^NotAuthorizedException: /);
    const { refreshToken: third } = await pool.signIn(username, undefined, publicClient);
    await pool.sdk.send(new AdminResetUserPasswordCommand(named));
    expect(await refusedCall(exchange(third, publicClient, username))).toMatch(
      /^(NotAuthorized|PasswordResetRequired)Exception: /,
    );
    await pool.sdk.send(new AdminDeleteUserCommand(named));
    expect(await refusedCall(exchange(third, publicClient, username))).toMatch(/^NotAuthorizedException: /);
    await pool.addUser(username);
    expect(await refusedCall(exchange(third, publicClient, username))).toMatch(/^NotAuthorizedException: /);
  });

  test("once its time is over, however often it was used before", async () => {
    const short = await pool.addClient({
      RefreshTokenValidity: 60,
      AccessTokenValidity: 5,
      IdTokenValidity: 5,
      TokenValidityUnits: { RefreshToken: "minutes", AccessToken: "minutes", IdToken: "minutes" },
    });
    const { refreshToken } = await pool.signIn("alice", undefined, short);
    for (let turn = 0; turn < 3; turn += 1) {
      server.advance({ minutes: 19 });
      await exchange(refreshToken, short);
    }
    server.advance({ minutes: 3 });
    expect(await refusedCall(exchange(refreshToken, short))).toBe("NotAuthorizedException: Refresh Token has expired");
  });

  test("of a client that was deleted", async () => {
    const client = await pool.addClient();
    const { refreshToken } = await pool.signIn("alice", undefined, client);
    await pool.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId: pool.poolId, ClientId: client.clientId }));
    expect(await refusedCall(exchange(refreshToken, client))).toMatch(/^ResourceNotFoundException: /);
    expect(await refusedCall(exchange(refreshToken, publicClient))).toMatch(/^NotAuthorizedException: /);
  });
});

test("signing in without revocation leaves nothing behind that signing out everywhere would miss", async () => {
  await pool.addUser("unrevocable");
  const { accessToken, refreshToken } = await pool.signIn("unrevocable", undefined, unrevocable);
  const second = await pool.signIn("unrevocable", undefined, unrevocable);
  await pool.sdk.send(new GlobalSignOutCommand({ AccessToken: second.accessToken }));
  expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken: accessToken })))).toBe(
    "NotAuthorizedException: Access Token has been revoked",
  );
  expect(await refusedCall(present(exchanges.InitiateAuth)(refreshToken, unrevocable, "unrevocable"))).toMatch(
    /^NotAuthorizedException: /,
  );
});

describe("under rotation", () => {
  const rotate = (token: string) => present(exchanges.GetTokensFromRefreshToken)(token, rotating);
  const successorOf = async (token: string) => present((await rotate(token)).AuthenticationResult?.RefreshToken);

  test("a stolen token that its owner has used since is worth nothing, and neither is any before it", async () => {
    const { refreshToken: first } = await pool.signIn("alice", undefined, rotating);
    const second = await successorOf(first);
    const third = await successorOf(second);
    for (const stolen of [first, second])
      expect(await refusedCall(rotate(stolen))).toBe("RefreshTokenReuseException: Refresh token reuse detected");
    await rotate(third);
  });

  test("of many who use one token at once, one gets a successor", async () => {
    const { refreshToken } = await pool.signIn("alice", undefined, rotating);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => rotate(refreshToken)));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("revoking any token of the line ends all of it", async () => {
    const { refreshToken: first, accessToken } = await pool.signIn("alice", undefined, rotating);
    const second = await successorOf(first);
    await revoke(first, rotating);
    expect(await refusedCall(rotate(second))).toMatch(/^NotAuthorizedException/);
    expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken: accessToken })))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
  });

  test("the way without rotation is closed, and so is a successor at another client", async () => {
    const { refreshToken } = await pool.signIn("alice", undefined, rotating);
    expect(await refusedCall(present(exchanges.InitiateAuth)(refreshToken, rotating))).toMatch(
      /^(UnsupportedOperation|InvalidParameter)Exception: /,
    );
    const successor = await successorOf(refreshToken);
    expect(await refusedCall(present(exchanges.GetTokensFromRefreshToken)(successor, publicClient))).toBe(
      "NotAuthorizedException: Refresh Token has different Client",
    );
  });

  test("with the server's option a late reuse ends the sign-in of thief and owner", async () => {
    const strict = await startTestServer({ flags: { revokeOnReuse: true } });
    try {
      const mine = await putPoolInUse(strict, {
        client: {
          ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
          RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
        },
      });
      await mine.addUser("alice");
      const { refreshToken } = await mine.signIn("alice");
      const exchange = (RefreshToken: string) =>
        mine.sdk.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId: mine.main.clientId }));
      const successor = present((await exchange(refreshToken)).AuthenticationResult?.RefreshToken);
      expect(await refusedCall(exchange(refreshToken))).toMatch(/^RefreshTokenReuseException/);
      expect(await refusedCall(exchange(successor))).toMatch(/^NotAuthorizedException/);
    } finally {
      await strict.close();
    }
  });
});

describe("RevokeToken ends no sign-in", () => {
  async function stillGood({ refreshToken }: SignedIn, client: ClientInUse) {
    await present(exchanges.InitiateAuth)(refreshToken, client);
  }

  test("of another client or pool", async () => {
    const signedIn = await pool.signIn("alice", undefined, publicClient);
    await revoke(signedIn.refreshToken, otherPool.main);
    expect(await refusedCall(revoke(signedIn.refreshToken, pool.main))).toMatch(/^UnauthorizedException/);
    await stillGood(signedIn, publicClient);
  });

  test("of a confidential client without its secret", async () => {
    const signedIn = await pool.signIn("alice", undefined, confidential);
    for (const secret of [undefined, "x".repeat(52)]) {
      expect(await refusedCall(revoke(signedIn.refreshToken, { ...confidential, secret }))).toBe(
        "UnauthorizedException: Invalid client or secret",
      );
    }
    await stillGood(signedIn, confidential);
  });

  test("by an access or ID token", async () => {
    const signedIn = await pool.signIn("alice", undefined, publicClient);
    for (const token of [signedIn.accessToken, signedIn.idToken]) {
      expect(await refusedCall(revoke(token, publicClient))).toMatch(/^UnsupportedTokenTypeException/);
    }
    await stillGood(signedIn, publicClient);
  });
});
