import { AdminCreateUserCommand, GetUserCommand, InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { riddleChallenge } from "../../../../test/cognito-idp/riddle-challenge.ts";
import { beginSrp, respond } from "../../../../test/cognito-idp/srp-client.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const MISMATCH = "CodeMismatchException: Invalid verification code provided, please try again.";
const USED = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
let server: Poolhouse;
let pool: PoolInUse;
const begin = (USERNAME: string) =>
  pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: pool.main.clientId,
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
const solve = (Session: string | undefined, ANSWER: string, USERNAME = "ann") =>
  respond(pool, "CUSTOM_CHALLENGE", { USERNAME, ANSWER }, { Session: present(Session) });

beforeAll(async () => {
  server = await startTestServer({ overrides: { challenges: [riddleChallenge] } });
  pool = await putPoolInUse(server);
  await pool.addUser("ann");
});
afterAll(() => server.close());

test("a challenge of one file and one line is asked between the password and the tokens", async () => {
  const asked = await begin("ann");
  expect(asked).toMatchObject({ ChallengeName: "CUSTOM_CHALLENGE", ChallengeParameters: { QUESTION: "2 + 3" } });
  expect(asked).not.toHaveProperty("AuthenticationResult");
  const { AuthenticationResult } = await solve(asked.Session, "5");
  await pool.sdk.send(new GetUserCommand({ AccessToken: AuthenticationResult?.AccessToken }));
  expect(await refusedCall(solve(asked.Session, "5"))).toBe(USED);
});

test("it follows SRP too", async () => {
  const { srp, parameters } = await beginSrp(pool, "ann");
  const asked = await respond(pool, "PASSWORD_VERIFIER", srp.answer(parameters, PASSWORD));
  expect(asked.ChallengeName).toBe("CUSTOM_CHALLENGE");
  expect((await solve(asked.Session, "5")).AuthenticationResult).toBeDefined();
});

test("two wrong answers leave the session good", async () => {
  const { Session } = await begin("ann");
  for (const wrong of ["4", "6"]) expect(await refusedCall(solve(Session, wrong))).toBe(MISMATCH);
  expect((await solve(Session, "5")).AuthenticationResult).toBeDefined();
});

test("the third wrong answer uses the session up", async () => {
  const { Session } = await begin("ann");
  for (const wrong of ["4", "6", "7"]) expect(await refusedCall(solve(Session, wrong))).toBe(MISMATCH);
  expect(await refusedCall(solve(Session, "5"))).toBe(USED);
});

test("of many answers at once three are looked at", async () => {
  const { Session } = await begin("ann");
  const answers = await Promise.all(
    ["1", "2", "3", "4", "6", "7", "8"].map((wrong) => refusedCall(solve(Session, wrong))),
  );
  expect(answers.filter((answer) => answer === MISMATCH)).toHaveLength(3);
  expect(answers.filter((answer) => answer === USED)).toHaveLength(4);
});

test("an answer without an answer is a mistake in form and is not counted", async () => {
  const { Session } = await begin("ann");
  for (let turn = 0; turn < 4; turn += 1) {
    expect(await refusedCall(solve(Session, ""))).toBe("InvalidParameterException: Missing required parameter ANSWER");
  }
  expect((await solve(Session, "5")).AuthenticationResult).toBeDefined();
});

test("it cannot be skipped by answering another challenge with its session", async () => {
  const { Session } = await begin("ann");
  const answer = { USERNAME: "ann", NEW_PASSWORD: OTHER_PASSWORD, ANSWER: "PASSWORD", PASSWORD };
  for (const name of ["NEW_PASSWORD_REQUIRED", "SELECT_CHALLENGE", "PASSWORD"] as const) {
    expect(await refusedCall(respond(pool, name, answer, { Session }))).toMatch(/^InvalidParameterException: /);
  }
});

test("it comes after the new password of an invited user, in one sign-in", async () => {
  await pool.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.poolId,
      Username: "bob",
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    }),
  );
  let step = await begin("bob");
  const asked: string[] = [];
  while (step.ChallengeName !== undefined && asked.length < 5) {
    asked.push(step.ChallengeName);
    step = await respond(
      pool,
      step.ChallengeName,
      { USERNAME: "bob", NEW_PASSWORD: OTHER_PASSWORD, ANSWER: "5" },
      { Session: step.Session },
    );
  }
  expect(asked.toSorted()).toEqual(["CUSTOM_CHALLENGE", "NEW_PASSWORD_REQUIRED"]);
  expect(step.AuthenticationResult).toBeDefined();
});
