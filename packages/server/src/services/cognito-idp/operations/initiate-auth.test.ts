import {
  AdminCreateUserCommand,
  AdminResetUserPasswordCommand,
  AdminSetUserPasswordCommand,
  GetUserCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandInput,
  UpdateUserAttributesCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ClientInUse,
  claimsOf,
  OTHER_PASSWORD,
  PASSWORD,
  type PoolInUse,
  putPoolInUse,
} from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const WRONG = "NotAuthorizedException: Incorrect username or password.";
let server: Poolhouse;
let pool: PoolInUse;
let hiding: ClientInUse;
const initiate = (
  AuthFlow: InitiateAuthCommandInput["AuthFlow"],
  AuthParameters: Record<string, string>,
  more: Partial<InitiateAuthCommandInput> = {},
  of = pool,
) => of.sdk.send(new InitiateAuthCommand({ AuthFlow, ClientId: of.main.clientId, AuthParameters, ...more }));
const byPassword = (USERNAME: string, password = PASSWORD, client = pool.main) =>
  initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD: password }, { ClientId: client.clientId });

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  hiding = await pool.addClient({ PreventUserExistenceErrors: "ENABLED" });
  await pool.addUser("ann");
});
afterAll(() => server.close());

describe("USER_PASSWORD_AUTH", () => {
  test("gives tokens (recorded: members and claims)", async () => {
    const raw = await rawCall(
      server,
      "InitiateAuth",
      {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: pool.main.clientId,
        AuthParameters: { USERNAME: "ann", PASSWORD },
      },
      { signed: false },
    );
    const { AuthenticationResult, ...rest } = JSON.parse(raw.body);
    expect(rest).toEqual({ ChallengeParameters: {} });
    const { AccessToken, IdToken, RefreshToken, ...others } = AuthenticationResult;
    expect(others).toEqual({ ExpiresIn: 3600, TokenType: "Bearer" });
    const access = claimsOf(AccessToken);
    expect(Object.keys(access).toSorted()).toEqual(
      // The twelve that AWS's have.
      [
        ...["auth_time", "client_id", "event_id", "exp", "iat", "iss", "jti", "origin_jti", "scope", "sub"],
        ...["token_use", "username"],
      ],
    );
    expect(access).toMatchObject({ username: "ann", scope: "aws.cognito.signin.user.admin", token_use: "access" });
    expect(claimsOf(IdToken)).toMatchObject({
      aud: pool.main.clientId,
      "cognito:username": "ann",
      email: "ann@example.com",
      email_verified: true,
      token_use: "id",
      event_id: access.event_id,
      origin_jti: access.origin_jti,
    });
    expect(RefreshToken).toEqual(expect.any(String));
  });

  test("the tokens' event_id is the id of the request that signed in, a UUID of version 4 (recorded)", async () => {
    const { $metadata, AuthenticationResult } = await byPassword("ann");
    expect($metadata.requestId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const token of [AuthenticationResult?.AccessToken, AuthenticationResult?.IdToken]) {
      expect(claimsOf(present(token)).event_id).toBe($metadata.requestId);
    }
  });

  test("refuses a wrong password (recorded)", async () => {
    expect(await refusedCall(byPassword("ann", OTHER_PASSWORD))).toBe(WRONG);
  });

  test("tells an unknown name under LEGACY (recorded)", async () => {
    expect(await refusedCall(byPassword("nobody"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("refuses an unknown name like a wrong password under ENABLED (recorded)", async () => {
    for (const [name, password] of [
      ["ann", OTHER_PASSWORD],
      ["nobody", PASSWORD],
    ] as const) {
      const body = {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: hiding.clientId,
        AuthParameters: { USERNAME: name, PASSWORD: password },
      };
      expect(await rawCall(server, "InitiateAuth", body, { signed: false })).toEqual({
        status: 400,
        body: '{"__type":"NotAuthorizedException","message":"Incorrect username or password."}',
      });
    }
  });

  test("names what is missing (recorded for SRP_A)", async () => {
    expect(await refusedCall(initiate("USER_PASSWORD_AUTH", { PASSWORD }))).toBe(
      "InvalidParameterException: Missing required parameter USERNAME",
    );
    expect(await refusedCall(initiate("USER_PASSWORD_AUTH", { USERNAME: "ann" }))).toBe(
      "InvalidParameterException: Missing required parameter PASSWORD",
    );
  });

  test("takes passwords of any script as they are typed", async () => {
    const password = "Пароль-密码-🔐-é-Aa1";
    await pool.addUser("unicode", { password });
    await byPassword("unicode", password);
    expect(await refusedCall(byPassword("unicode", password.normalize("NFD")))).toBe(WRONG);
  });

  test("of many right and wrong ones at once, each is answered for itself", async () => {
    await pool.addUser("many");
    const right = await Promise.all(Array.from({ length: 10 }, () => byPassword("many")));
    expect(new Set(right.map(({ AuthenticationResult }) => AuthenticationResult?.RefreshToken)).size).toBe(10);
  });

  test("gives tokens though the same password is set again at that moment, as by tests side by side (assumed)", async () => {
    await pool.addUser("shared");
    const user = { UserPoolId: pool.poolId, Username: "shared", Permanent: true };
    const set = (Password: string) => pool.sdk.send(new AdminSetUserPasswordCommand({ ...user, Password }));
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, async (_, index) => {
        if (index % 4 === 0) await set(PASSWORD);
        return Object.keys(await byPassword("shared"));
      }),
    );
    expect(outcomes.every((members) => members.includes("AuthenticationResult"))).toBe(true);
  });
});

describe("the state of a user", () => {
  test("who is disabled is told after the right password only (recorded for the right one)", async () => {
    await pool.addUser("disabled");
    await pool.disable("disabled");
    expect(await refusedCall(byPassword("disabled"))).toBe("NotAuthorizedException: User is disabled.");
    expect(await refusedCall(byPassword("disabled", OTHER_PASSWORD))).toBe(WRONG);
  });

  test("who is not confirmed is told after the right password only, unlike at AWS", async () => {
    await pool.signUp("unconfirmed");
    expect(await refusedCall(byPassword("unconfirmed"))).toBe("UserNotConfirmedException: User is not confirmed.");
    expect(await refusedCall(byPassword("unconfirmed", OTHER_PASSWORD))).toBe(WRONG);
  });

  test("whose password an administrator reset is told so (quoted by third parties)", async () => {
    await pool.addUser("reset");
    await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: "reset" }));
    expect(await refusedCall(byPassword("reset"))).toBe(
      "PasswordResetRequiredException: Password reset required for the user",
    );
    expect(await refusedCall(byPassword("reset", OTHER_PASSWORD))).toBe(WRONG);
  });

  test("whose temporary password has run out is told so (quoted by third parties)", async () => {
    await pool.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: pool.poolId,
        Username: "late",
        TemporaryPassword: PASSWORD,
        MessageAction: "SUPPRESS",
      }),
    );
    expect((await byPassword("late")).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    server.advance({ days: 7 });
    expect(await refusedCall(byPassword("late"))).toBe(
      "NotAuthorizedException: Temporary password has expired and must be reset by an administrator.",
    );
  });
});

describe("a flow", () => {
  test("that the client does not have is refused, whoever signs in (recorded)", async () => {
    const bare = await pool.addClient({ ExplicitAuthFlows: undefined });
    const more = { ClientId: bare.clientId };
    for (const USERNAME of ["ann", "nobody"]) {
      expect(await refusedCall(initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD }, more))).toBe(
        "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client",
      );
    }
    expect(await refusedCall(initiate("USER_AUTH", { USERNAME: "ann" }, more))).toBe(
      "InvalidParameterException: USER_AUTH flow not enabled for this client",
    );
    const { ChallengeName } = await initiate("USER_SRP_AUTH", { USERNAME: "ann", SRP_A: "2" }, more);
    expect(ChallengeName).toBe("PASSWORD_VERIFIER");
  });

  test("for administrators is none here (recorded)", async () => {
    for (const flow of ["ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH"] as const) {
      expect(await refusedCall(initiate(flow, { USERNAME: "ann", PASSWORD }))).toBe(
        "InvalidParameterException: Initiate Auth method not supported.",
      );
    }
  });

  test("with triggers needs triggers", async () => {
    const custom = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] });
    expect(await refusedCall(initiate("CUSTOM_AUTH", { USERNAME: "ann" }, { ClientId: custom.clientId }))).toMatch(
      /^InvalidParameterException: /,
    );
  });
});

describe("a client", () => {
  test("that is unknown is told so (recorded)", async () => {
    expect(
      await refusedCall(initiate("USER_PASSWORD_AUTH", { USERNAME: "ann", PASSWORD }, { ClientId: "nosuchclient" })),
    ).toBe("ResourceNotFoundException: User pool client nosuchclient does not exist.");
  });

  test("with a secret proves it over the name as typed, before anything of the user is told (recorded)", async () => {
    const secretive = await pool.addClient({ GenerateSecret: true });
    const more = { ClientId: secretive.clientId };
    for (const USERNAME of ["ann", "nobody"]) {
      expect(await refusedCall(initiate("USER_PASSWORD_AUTH", { USERNAME, PASSWORD }, more))).toBe(
        `NotAuthorizedException: Client ${secretive.clientId} is configured with secret but SECRET_HASH was not received`,
      );
      const wrong = { USERNAME, PASSWORD, SECRET_HASH: present(secretive.hash("other")) };
      expect(await refusedCall(initiate("USER_PASSWORD_AUTH", wrong, more))).toBe(
        `NotAuthorizedException: Unable to verify secret hash for client ${secretive.clientId}`,
      );
    }
    await pool.signIn("ann", PASSWORD, secretive);
  });

  test("without one may send any hash", async () => {
    await initiate("USER_PASSWORD_AUTH", { USERNAME: "ann", PASSWORD, SECRET_HASH: "any" });
  });
});

describe("names", () => {
  test("are verified aliases too, and case counts only where the pool says so", async () => {
    const folding = await putPoolInUse(server, {
      pool: { AliasAttributes: ["email"], UsernameConfiguration: { CaseSensitive: false } },
      client: { GenerateSecret: true },
    });
    await folding.addUser("Bob");
    // The hash is over what is typed, not over what is stored.
    for (const name of ["Bob", "bOB", "BOB@example.com"]) await folding.signIn(name);
    await pool.addUser("Carl");
    expect(await refusedCall(byPassword("carl"))).toBe("UserNotFoundException: User does not exist.");
  });

  test("are the sub where addresses sign in (asserted against AWS by moto)", async () => {
    const addresses = await putPoolInUse(server, { pool: { UsernameAttributes: ["email"] } });
    const sub = await addresses.addUser("dora@example.com", { email: null });
    for (const name of ["dora@example.com", sub]) {
      const { accessToken, idToken } = await addresses.signIn(name);
      expect(claimsOf(accessToken)).toMatchObject({ sub, username: sub });
      expect(claimsOf(idToken)).toMatchObject({ "cognito:username": sub });
    }
  });
});

describe("REFRESH_TOKEN_AUTH", () => {
  const refresh = (token: string, more: Record<string, string> = {}, client = pool.main) =>
    initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: token, ...more }, { ClientId: client.clientId });

  test("gives new tokens of the same sign-in and no refresh token (recorded); the old flow name works too", async () => {
    const { accessToken, refreshToken } = await pool.signIn("ann");
    server.advance({ minutes: 1 });
    const { AuthenticationResult, ChallengeParameters } = await refresh(refreshToken);
    expect(ChallengeParameters).toEqual({});
    expect(AuthenticationResult).not.toHaveProperty("RefreshToken");
    const [before, after] = [claimsOf(accessToken), claimsOf(present(AuthenticationResult?.AccessToken))];
    for (const kept of ["sub", "origin_jti", "event_id", "auth_time"]) expect(after[kept]).toBe(before[kept]);
    expect(after.jti).not.toBe(before.jti);
    await initiate("REFRESH_TOKEN", { REFRESH_TOKEN: refreshToken });
  });

  test("shows attributes as they are now", async () => {
    await pool.addUser("eve");
    const { accessToken, refreshToken } = await pool.signIn("eve");
    await pool.sdk.send(
      new UpdateUserAttributesCommand({
        AccessToken: accessToken,
        UserAttributes: [{ Name: "nickname", Value: "Evie" }],
      }),
    );
    const { AuthenticationResult } = await refresh(refreshToken);
    expect(claimsOf(present(AuthenticationResult?.IdToken))).toMatchObject({ nickname: "Evie" });
  });

  test("takes SECRET_HASH over the stored name (recorded) or the sub (assumed), and checks it before the user", async () => {
    const aliased = await putPoolInUse(server, {
      pool: { AliasAttributes: ["email"] },
      client: { GenerateSecret: true },
    });
    const sub = await aliased.addUser("fay");
    const { refreshToken } = await aliased.signIn("fay@example.com");
    const ask = (hash: string | undefined, token = refreshToken) =>
      initiate("REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: token, ...(hash && { SECRET_HASH: hash }) }, {}, aliased);
    for (const name of ["fay", sub]) await ask(aliased.main.hash(name));
    const { clientId } = aliased.main;
    expect(await refusedCall(ask(aliased.main.hash("fay@example.com")))).toBe(
      `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
    );
    expect(await refusedCall(ask(undefined, "garbage"))).toBe(
      `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
    );
  });

  test("ends with the refresh token, after thirty days unless the client says otherwise", async () => {
    const { refreshToken } = await pool.signIn("ann");
    server.advance({ days: 29 });
    await refresh(refreshToken);
    server.advance({ days: 1 });
    expect(await refusedCall(refresh(refreshToken))).toBe("NotAuthorizedException: Refresh Token has expired");
  });

  test("needs its flow, a token, and one of this client and pool (recorded)", async () => {
    const { refreshToken } = await pool.signIn("ann");
    const other = await pool.addClient();
    expect(await refusedCall(refresh(refreshToken, {}, other))).toBe(
      "NotAuthorizedException: Refresh Token has different Client",
    );
    expect(await refusedCall(refresh("garbage"))).toBe("NotAuthorizedException: Invalid Refresh Token");
    expect(await refusedCall(initiate("REFRESH_TOKEN_AUTH", {}))).toBe(
      "InvalidParameterException: Missing required parameter REFRESH_TOKEN",
    );
    const without = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] });
    expect(await refusedCall(refresh(refreshToken, {}, without))).toBe(
      "InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client",
    );
  });

  test("is refused where refresh tokens rotate (recorded)", async () => {
    const rotating = await pool.addClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED" },
    });
    expect(await refusedCall(refresh("any", {}, rotating))).toBe(
      "UnsupportedOperationException: This API does not support refresh token rotation",
    );
  });

  test("is refused to a disabled user (recorded) and to one who must reset the password (assumed)", async () => {
    await pool.addUser("gus");
    const gus = await pool.signIn("gus");
    await pool.disable("gus");
    expect(await refusedCall(refresh(gus.refreshToken))).toBe("NotAuthorizedException: User is disabled.");
    await pool.addUser("hal");
    const hal = await pool.signIn("hal");
    await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: "hal" }));
    expect(await refusedCall(refresh(hal.refreshToken))).toBe(
      "PasswordResetRequiredException: Password reset required for the user",
    );
  });
});

describe("tokens", () => {
  test("live as long as the client says", async () => {
    const brief = await pool.addClient({
      AccessTokenValidity: 5,
      IdTokenValidity: 10,
      TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes" },
    });
    const { accessToken, idToken } = await pool.signIn("ann", PASSWORD, brief);
    const [access, id] = [claimsOf(accessToken), claimsOf(idToken)];
    expect(Number(access.exp) - Number(access.iat)).toBe(300);
    expect(Number(id.exp) - Number(id.iat)).toBe(600);
    await pool.sdk.send(new GetUserCommand({ AccessToken: accessToken }));
    server.advance({ minutes: 5 });
    expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken: accessToken })))).toBe(
      "NotAuthorizedException: Access Token has expired",
    );
  });

  test("of a client without revocation have no origin_jti, the ID token no jti either, and work (recorded: the claims)", async () => {
    const without = await pool.addClient({ EnableTokenRevocation: false });
    const { accessToken, idToken } = await pool.signIn("ann", PASSWORD, without);
    expect(claimsOf(accessToken)).not.toHaveProperty("origin_jti");
    expect(claimsOf(accessToken)).toHaveProperty("jti");
    for (const name of ["origin_jti", "jti"]) expect(claimsOf(idToken)).not.toHaveProperty(name);
    await pool.sdk.send(new GetUserCommand({ AccessToken: accessToken }));
  });

  test("show the attributes that the client reads", async () => {
    const reader = await pool.addClient({ ReadAttributes: ["nickname"] });
    const { idToken } = await pool.signIn("ann", PASSWORD, reader);
    const claims = claimsOf(idToken);
    expect(claims).not.toHaveProperty("email");
    expect(claims).not.toHaveProperty("email_verified");
  });
});
