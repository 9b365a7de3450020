import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeBearerRules } from "../../../../test/cognito-idp/bearer-rules.ts";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { standingClock } from "../../../../test/standing-clock.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const WRONG = "NotAuthorizedException: Incorrect username or password.";
let server: Poolhouse;
let pool: PoolInUse;
const change = (
  AccessToken: string,
  PreviousPassword: string | undefined = PASSWORD,
  ProposedPassword = OTHER_PASSWORD,
  of = pool,
) => of.sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
async function signedIn(username: string, of = pool): Promise<string> {
  await of.addUser(username);
  return (await of.signIn(username)).accessToken;
}

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("the new password signs in, the old one does not, tokens stay good (recorded); the answer is an empty object", async () => {
  const AccessToken = await signedIn("ann");
  const body = { AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD };
  expect(await rawCall(server, "ChangePassword", body, { signed: false })).toEqual({ status: 200, body: "{}" });
  expect(await refusedCall(pool.signIn("ann"))).toBe(WRONG);
  await pool.signIn("ann", OTHER_PASSWORD);
  await pool.sdk.send(new GetUserCommand({ AccessToken }));
});

test("a wrong previous password is refused and changes nothing (text assumed)", async () => {
  const token = await signedIn("bob");
  expect(await refusedCall(change(token, "Wrong-guess-1"))).toBe(WRONG);
  await pool.signIn("bob");
});

test("the previous password cannot be left out by a user who has one (assumed)", async () => {
  const AccessToken = await signedIn("carol");
  const without = new ChangePasswordCommand({ AccessToken, ProposedPassword: OTHER_PASSWORD });
  expect(await refusedCall(pool.sdk.send(without))).toBe(
    "InvalidParameterException: Missing required parameter PreviousPassword",
  );
});

test("the policy refuses (text assumed)", async () => {
  const token = await signedIn("dora");
  expect(await refusedCall(change(token, PASSWORD, "weak-but-long"))).toBe(
    "InvalidPasswordException: Password does not conform to policy: Password must have uppercase characters",
  );
});

test("the history refuses, the present password included, to whoever knows the present one (text assumed)", async () => {
  const remembering = await putPoolInUse(server, {
    pool: { Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 2 } } },
  });
  const token = await signedIn("eve", remembering);
  const refused = "PasswordHistoryPolicyViolationException: Password has previously been used.";
  expect(await refusedCall(change(token, PASSWORD, PASSWORD, remembering))).toBe(refused);
  await change(token, PASSWORD, "Second-one-2", remembering);
  expect(await refusedCall(change(token, "Second-one-2", PASSWORD, remembering))).toBe(refused);
  expect(await refusedCall(change(token, "Wrong-guess-1", PASSWORD, remembering))).toBe(WRONG);
  await change(token, "Second-one-2", "Third-one-3", remembering);
  await change(token, "Third-one-3", PASSWORD, remembering);
});

test("without a history the present password may be kept", async () => {
  await change(await signedIn("fay"), PASSWORD, PASSWORD);
});

test("two changes at once: one wins", async () => {
  const token = await signedIn("gus");
  const passwords = ["First-of-two-1", "Second-of-two-2"];
  const outcomes = await Promise.allSettled(passwords.map((password) => change(token, PASSWORD, password)));
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await pool.signIn("gus", passwords[outcomes.findIndex(({ status }) => status === "fulfilled")]);
});

test("a temporary password is replaced for good (assumed)", async () => {
  const token = await signedIn("hans");
  const named = { UserPoolId: pool.poolId, Username: "hans" };
  await pool.sdk.send(new AdminSetUserPasswordCommand({ ...named, Password: "Temporary-9" }));
  await change(token, "Temporary-9");
  const { UserStatus } = await pool.sdk.send(new AdminGetUserCommand(named));
  expect(UserStatus).toBe("CONFIRMED");
  await pool.signIn("hans", OTHER_PASSWORD);
});

test("a temporary password that has run out changes nothing (assumed)", async () => {
  const brief = await putPoolInUse(server, {
    pool: { Policies: { PasswordPolicy: { MinimumLength: 8, TemporaryPasswordValidityDays: 1 } } },
  });
  await brief.addUser("hilda");
  const { refreshToken } = await brief.signIn("hilda");
  await brief.sdk.send(
    new AdminSetUserPasswordCommand({ UserPoolId: brief.poolId, Username: "hilda", Password: "Temporary-9" }),
  );
  server.advance({ days: 1 });
  const { AuthenticationResult } = await brief.sdk.send(
    new GetTokensFromRefreshTokenCommand({ ClientId: brief.main.clientId, RefreshToken: refreshToken }),
  );
  const token = present(AuthenticationResult?.AccessToken);
  expect(await refusedCall(change(token, "Temporary-9", OTHER_PASSWORD, brief))).toBe(
    "NotAuthorizedException: Temporary password has expired and must be reset by an administrator.",
  );
});

test("passwords of any script pass unchanged", async () => {
  const token = await signedIn("ida");
  const odd = "Пароль-密码-🔐-Aa1";
  await change(token, PASSWORD, odd);
  await pool.signIn("ida", odd);
});

describe("limit change-password", () => {
  const refused = "LimitExceededException: Attempt limit exceeded, please try after some time.";

  test("five guesses in an hour, also at once, then not even the right one", async () => {
    const open = await startTestServer({ flags: { attemptLimits: "sign-in=off" } });
    const unlocked = await putPoolInUse(open);
    const token = await signedIn("jane", unlocked);
    const guesses = await Promise.all(
      Array.from({ length: 9 }, () => refusedCall(change(token, "Wrong-guess-1", OTHER_PASSWORD, unlocked))),
    );
    expect(guesses.filter((guess) => guess === WRONG)).toHaveLength(5);
    expect(guesses.filter((guess) => guess === refused)).toHaveLength(4);
    expect(await refusedCall(change(token, PASSWORD, OTHER_PASSWORD, unlocked))).toBe(refused);
    await open.close();
  });

  test("a success begins the count anew", async () => {
    const token = await signedIn("kate");
    let current = PASSWORD;
    for (let turn = 0; turn < 7; turn += 1) {
      const next = `Password-number-${turn}`;
      await change(token, current, next);
      current = next;
    }
  });

  test("can be switched off; the lock of sign-in stays", async () => {
    const open = await startTestServer({
      flags: { attemptLimits: "change-password=off" },
      overrides: { clock: standingClock() },
    });
    const free = await putPoolInUse(open);
    const token = await signedIn("lena", free);
    for (let guess = 0; guess < 5; guess += 1) {
      expect(await refusedCall(change(token, "Wrong-guess-1", OTHER_PASSWORD, free))).toBe(WRONG);
    }
    expect(await refusedCall(change(token, PASSWORD, OTHER_PASSWORD, free))).toBe(
      "NotAuthorizedException: Password attempts exceeded",
    );
    open.advance({ seconds: 2 });
    await change(token, PASSWORD, OTHER_PASSWORD, free);
    await open.close();
  });
});

test("a wrong previous password counts towards the lock of sign-in", async () => {
  const token = await signedIn("mia");
  for (let guess = 0; guess < 3; guess += 1) await refusedCall(change(token, "Wrong-guess-1"));
  for (let guess = 0; guess < 2; guess += 1) await refusedCall(pool.signIn("mia", "Wrong-guess-1"));
  expect(await refusedCall(pool.signIn("mia"))).toBe("NotAuthorizedException: Password attempts exceeded");
});

describeBearerRules("ChangePassword", (client, AccessToken) =>
  client.send(new ChangePasswordCommand({ AccessToken, PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD })),
);
