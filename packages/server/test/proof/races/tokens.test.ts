import {
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ClientInUse, PASSWORD, type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../cognito-idp/refused-call.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { atOnce, tally } from "../at-once.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";

const REUSED = "RefreshTokenReuseException: Refresh token reuse detected";

describe.each(proofDatabases)("tokens used by many at once, on $name", (database) => {
  let server: ProofServer;
  let pool: PoolInUse;
  let strict: ClientInUse;
  beforeAll(async () => {
    server = await database.start();
    pool = await putPoolInUse(server);
    strict = await rotating(0);
    await pool.addUser("alice");
  });
  afterAll(() => server?.close());

  const rotating = (RetryGracePeriodSeconds: number) =>
    pool.addClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds },
    });
  const exchange = async ({ clientId }: ClientInUse, RefreshToken: string) => {
    const command = new GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken });
    return present((await pool.sdk.send(command)).AuthenticationResult);
  };

  test("two exchanges of one refresh token without a grace period: one gets a successor, which works", async () => {
    for (let round = 0; round < 20; round++) {
      const { refreshToken } = await pool.signIn("alice", PASSWORD, strict);
      const { answers, refusals } = await atOnce(2, () => exchange(strict, refreshToken));
      expect(refusals).toEqual([REUSED]);
      await exchange(strict, present(answers[0]?.answer.RefreshToken));
    }
  });

  test("many exchanges of one refresh token without a grace period: one gets a successor", async () => {
    const { refreshToken } = await pool.signIn("alice", PASSWORD, strict);
    const { answers, refusals } = await atOnce(20, () => exchange(strict, refreshToken));
    expect(answers).toHaveLength(1);
    expect(tally(refusals)).toEqual({ [REUSED]: 19 });
  });

  test("many exchanges within the grace period: each gets a successor of its own, and all of them work", async () => {
    const lenient = await rotating(60);
    const { refreshToken } = await pool.signIn("alice", PASSWORD, lenient);
    const { answers } = await atOnce(10, () => exchange(lenient, refreshToken));
    const successors = answers.map(({ answer }) => present(answer.RefreshToken));
    expect(new Set(successors).size).toBe(10);
    for (const successor of successors) await exchange(lenient, successor);
  });

  test("a revocation among exchanges: nothing that was issued works after it", async () => {
    for (let round = 0; round < 10; round++) {
      const lenient = await rotating(60);
      const { refreshToken, accessToken } = await pool.signIn("alice", PASSWORD, lenient);
      const issued: string[] = [];
      await atOnce<unknown>(6, async (index) => {
        if (index === 3) {
          return pool.sdk.send(new RevokeTokenCommand({ ClientId: lenient.clientId, Token: refreshToken }));
        }
        const { RefreshToken, AccessToken } = await exchange(lenient, refreshToken);
        issued.push(present(RefreshToken));
        expect(AccessToken).toBeDefined();
      });
      for (const token of [refreshToken, ...issued]) {
        expect(await refusedCall(exchange(lenient, token))).toMatch(/^NotAuthorizedException/);
      }
      expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken: accessToken })))).toBe(
        "NotAuthorizedException: Access Token has been revoked",
      );
    }
  });

  test("a global sign-out among sign-ins: what was signed in before it was asked for is out", async () => {
    const before = await Promise.all([1, 2, 3].map(() => pool.signIn("alice")));
    await atOnce<unknown>(6, (index) =>
      index === 2
        ? pool.sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool.poolId, Username: "alice" }))
        : pool.signIn("alice"),
    );
    for (const { accessToken } of before) {
      expect(await refusedCall(pool.sdk.send(new GetUserCommand({ AccessToken: accessToken })))).toBe(
        "NotAuthorizedException: Access Token has been revoked",
      );
    }
  });

  test("two changes of one password: one is made, and the other one's password is not in force", async () => {
    await pool.addUser("bob");
    let password = PASSWORD;
    for (let round = 0; round < 4; round++) {
      const { accessToken: AccessToken } = await pool.signIn("bob", password);
      const choices = [`Choice-one-${round}`, `Choice-two-${round}`];
      const { answers, refusals } = await atOnce(2, (index) =>
        pool.sdk.send(
          new ChangePasswordCommand({
            AccessToken,
            PreviousPassword: password,
            ProposedPassword: present(choices[index]),
          }),
        ),
      );
      expect(refusals).toEqual(["NotAuthorizedException: Incorrect username or password."]);
      const chosen = present(answers[0]).index;
      password = present(choices[chosen]);
      expect(await refusedCall(pool.signIn("bob", choices[1 - chosen]))).toMatch(/^NotAuthorizedException/);
    }
    await pool.signIn("bob", password);
  });
});
