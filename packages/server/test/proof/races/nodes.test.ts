import {
  AdminDisableUserCommand,
  ChangePasswordCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
  UpdateUserPoolClientCommand,
  UpdateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { inProcessFetch } from "../../../src/http/in-process.ts";
import { cookiesOf, openLoginDomain } from "../../cognito-idp/login-domain.ts";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../cognito-idp/refused-call.ts";
import { respond } from "../../cognito-idp/srp-client.ts";
import { present, sdkClient } from "../../cognito-idp/test-pool.ts";
import { standingClock } from "../../standing-clock.ts";
import { atOnce } from "../at-once.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";
import { createQuickSrp } from "../quick-srp.ts";

describe.each(proofDatabases.filter(({ name }) => name === "postgres"))("two nodes on one $name", (database) => {
  let first: ProofServer;
  let second: Poolhouse;
  let pool: PoolInUse;
  let other: ReturnType<typeof sdkClient>;
  beforeAll(async () => {
    first = await database.start({ overrides: { clock: standingClock() } });
    second = await first.startAnother();
    other = sdkClient(second);
    pool = await putPoolInUse(first);
    await pool.addUser("alice");
  });
  afterAll(async () => {
    await second?.close();
    await first?.close();
  });

  const signInAtSecond = (password = PASSWORD, ClientId = pool.main.clientId) =>
    other.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "alice", PASSWORD: password },
      }),
    );
  const getUserAtSecond = (AccessToken: string) => other.send(new GetUserCommand({ AccessToken }));

  test("accept each other's tokens and finish each other's sign-ins", async () => {
    const { accessToken } = await pool.signIn("alice");
    expect((await getUserAtSecond(accessToken)).Username).toBe("alice");
    const srp = createQuickSrp(pool.poolId);
    const { ChallengeParameters } = await other.send(
      new InitiateAuthCommand({
        ClientId: pool.main.clientId,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: "alice", SRP_A: srp.SRP_A },
      }),
    );
    const proof = srp.answer(present(ChallengeParameters), PASSWORD);
    expect((await respond(pool, "PASSWORD_VERIFIER", proof)).AuthenticationResult).toBeDefined();
  });

  test("refuse a revoked token from the answer on", async () => {
    const { accessToken, refreshToken } = await pool.signIn("alice");
    await getUserAtSecond(accessToken);
    await pool.sdk.send(new RevokeTokenCommand({ ClientId: pool.main.clientId, Token: refreshToken }));
    expect(await refusedCall(getUserAtSecond(accessToken))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
  });

  test("refuse the old password from the answer on", async () => {
    const { accessToken: AccessToken } = await pool.signIn("alice");
    await signInAtSecond();
    const change = { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD };
    await pool.sdk.send(new ChangePasswordCommand(change));
    expect(await refusedCall(signInAtSecond())).toMatch(/^NotAuthorizedException/);
    await signInAtSecond(OTHER_PASSWORD);
    await other.send(
      new ChangePasswordCommand({ AccessToken, PreviousPassword: OTHER_PASSWORD, ProposedPassword: PASSWORD }),
    );
    await pool.signIn("alice");
  });

  test("refuse a disabled user from the answer on", async () => {
    await pool.addUser("bob");
    const { accessToken } = await pool.signIn("bob");
    await getUserAtSecond(accessToken);
    await pool.sdk.send(new AdminDisableUserCommand({ UserPoolId: pool.poolId, Username: "bob" }));
    expect(await refusedCall(getUserAtSecond(accessToken))).toBe("NotAuthorizedException: User is disabled.");
  });

  test("count failed passwords together", async () => {
    await pool.addUser("carol");
    const { clientId: ClientId } = pool.main;
    const { refusals } = await atOnce(20, (index) =>
      (index % 2 === 0 ? pool.sdk : other).send(
        new InitiateAuthCommand({
          ClientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "carol", PASSWORD: `Guess-number-${index}` },
        }),
      ),
    );
    expect(refusals.filter((refusal) => refusal.endsWith("Incorrect username or password."))).toHaveLength(5);
  });

  test("exchange a refresh token once between them", async () => {
    const strict = await pool.addClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      RefreshTokenRotation: { Feature: "ENABLED", RetryGracePeriodSeconds: 0 },
    });
    for (let round = 0; round < 10; round++) {
      const { refreshToken } = await pool.signIn("alice", PASSWORD, strict);
      const { answers } = await atOnce(2, (index) =>
        (index === 0 ? pool.sdk : other).send(
          new GetTokensFromRefreshTokenCommand({ ClientId: strict.clientId, RefreshToken: refreshToken }),
        ),
      );
      expect(answers).toHaveLength(1);
    }
  });

  test("do once what a form does that both are sent at once, and lead alike", async () => {
    const domain = await openLoginDomain(first);
    const page = await domain.fetch(`/signup?${domain.query()}`);
    const [, token = ""] = /name="csrf" value="([^"]*)"/.exec(page.text) ?? [];
    const [, once = ""] = /name="once" value="([^"]*)"/.exec(page.text) ?? [];
    const init: RequestInit = {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookiesOf(page) },
      body: new URLSearchParams({
        csrf: token,
        once,
        username: "twice",
        "requiredAttributes[email]": "twice@example.com",
        password: PASSWORD,
      }).toString(),
    };
    const nodes = [first, second, first, second].map(({ handle }) => inProcessFetch(handle));
    const answers = await Promise.all(nodes.map((send) => send(`${domain.base}/signup?${domain.query()}`, init)));
    const confirm = `${domain.base}/confirm?${domain.query()}`;
    expect(answers.map(({ headers }) => headers.get("location"))).toEqual(Array(4).fill(confirm));
    expect(await first.mailbox.messages({ to: "twice@example.com" })).toHaveLength(1);
  });

  /** Repeats what fails until the other node has heard. */
  const heard = (told: () => Promise<void>) => vi.waitFor(told, { timeout: 10_000 });

  // Settings are cached; the other node hears of a change by a notice of the database, within milliseconds and not within the answer.
  test("enforce a client's new settings", async () => {
    const client = await pool.addClient();
    await signInAtSecond(PASSWORD, client.clientId);
    await pool.sdk.send(
      new UpdateUserPoolClientCommand({
        UserPoolId: pool.poolId,
        ClientId: client.clientId,
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"],
      }),
    );
    await heard(async () =>
      expect(await refusedCall(signInAtSecond(PASSWORD, client.clientId))).toBe(
        "InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client",
      ),
    );
  });

  test("forget a deleted client", async () => {
    const client = await pool.addClient();
    await signInAtSecond(PASSWORD, client.clientId);
    const { poolId: UserPoolId } = pool;
    await pool.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: client.clientId }));
    await heard(async () =>
      expect(await refusedCall(signInAtSecond(PASSWORD, client.clientId))).toMatch(/^ResourceNotFoundException/),
    );
  });

  test("enforce a pool's new settings, and forget a deleted pool", async () => {
    const short = await putPoolInUse(first);
    const { poolId: UserPoolId, main } = short;
    const signUp = (username: string) =>
      other.send(
        new InitiateAuthCommand({
          ClientId: main.clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: username, PASSWORD },
        }),
      );
    expect(await refusedCall(signUp("nobody"))).toMatch(/^UserNotFoundException/);
    await short.sdk.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: "ACTIVE" }));
    await heard(async () =>
      expect(await refusedCall(other.send(new DeleteUserPoolCommand({ UserPoolId })))).toMatch(
        /^InvalidParameterException: The user pool cannot be deleted/,
      ),
    );
    await short.sdk.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: "INACTIVE" }));
    await short.sdk.send(new DeleteUserPoolCommand({ UserPoolId }));
    await heard(async () => expect(await refusedCall(signUp("nobody"))).toMatch(/^ResourceNotFoundException/));
  });
});
