import {
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse, wrongCode } from "../../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../cognito-idp/refused-call.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { standingClock } from "../../standing-clock.ts";
import { type AtOnce, atOnce, tally } from "../at-once.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";
import { createQuickSrp } from "../quick-srp.ts";

const GUESSES = 40;
const WRONG = "NotAuthorizedException: Incorrect username or password.";
const LOCKED = "NotAuthorizedException: Password attempts exceeded";
const WRONG_CODE = "CodeMismatchException: Invalid verification code provided, please try again.";
const TOO_MANY = "LimitExceededException: Attempt limit exceeded, please try after some time.";

/** The right guess came last. Where it was one of the first five to be judged after all, it was not told by a flood but found by a guess. */
function expectFiveCompared({ answers, refusals }: AtOnce<unknown>, otherwise: string): void {
  const wrong = tally(refusals)[WRONG] ?? 0;
  if (answers.length > 0) {
    expect(wrong).toBeLessThan(5 + 5);
    return;
  }
  expect(tally(refusals)).toEqual({ [WRONG]: 5, [otherwise]: refusals.length - 5 });
  expect(refusals.at(-1)).toBe(otherwise);
}

/**
 * A guess counts as compared when its answer tells whether it was right. What was computed behind an answer that is the same either way
 * is of no use to whoever guesses.
 */
describe.each(proofDatabases)("a flood of guesses at once, on $name", (database) => {
  let server: ProofServer;
  let pool: PoolInUse;
  beforeEach(async () => {
    server = await database.start({ overrides: { clock: standingClock() } });
    pool = await putPoolInUse(server);
    await pool.addUser("alice");
  });
  afterEach(() => server?.close());

  const signIn = (PASSWORD: string, USERNAME = "alice") =>
    pool.sdk.send(
      new InitiateAuthCommand({
        ClientId: pool.main.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME, PASSWORD },
      }),
    );

  test("at a password gets five compared, and then a lock", async () => {
    const { refusals } = await atOnce(GUESSES, (index) => signIn(`Guess-number-${index}`));
    expect(tally(refusals)).toEqual({ [WRONG]: 5, [LOCKED]: GUESSES - 5 });
  });

  test("at the password of nobody is answered the same", async () => {
    const hiding = await pool.addClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
      PreventUserExistenceErrors: "ENABLED",
    });
    const { refusals } = await atOnce(GUESSES, (index) =>
      pool.sdk.send(
        new InitiateAuthCommand({
          ClientId: hiding.clientId,
          AuthFlow: "USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: "nobody", PASSWORD: `Guess-number-${index}` },
        }),
      ),
    );
    expect(tally(refusals)).toEqual({ [WRONG]: 5, [LOCKED]: GUESSES - 5 });
  });

  test("does not tell the right password by another answer once the lock is there", async () => {
    const right = GUESSES - 1;
    const { answers, refusals } = await atOnce(GUESSES, (index) =>
      signIn(index === right ? PASSWORD : `Guess-number-${index}`),
    );
    expectFiveCompared({ answers, refusals }, LOCKED);
  });

  test("by SRP gets five compared, and does not tell the right one", async () => {
    const begun = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const srp = createQuickSrp(pool.poolId);
        const { ChallengeParameters } = await pool.sdk.send(
          new InitiateAuthCommand({
            ClientId: pool.main.clientId,
            AuthFlow: "USER_SRP_AUTH",
            AuthParameters: { USERNAME: "alice", SRP_A: srp.SRP_A },
          }),
        );
        return { srp, parameters: present(ChallengeParameters) };
      }),
    );
    const proofs = begun.map(({ srp, parameters }, index) =>
      srp.answer(parameters, index === 19 ? PASSWORD : `Guess-number-${index}`),
    );
    const { answers, refusals } = await atOnce(proofs.length, (index) =>
      pool.sdk.send(
        new RespondToAuthChallengeCommand({
          ClientId: pool.main.clientId,
          ChallengeName: "PASSWORD_VERIFIER",
          ChallengeResponses: proofs[index],
        }),
      ),
    );
    expectFiveCompared({ answers, refusals }, LOCKED);
  });

  test("by both flows together gets five compared", async () => {
    const srp = createQuickSrp(pool.poolId);
    const { ChallengeParameters } = await pool.sdk.send(
      new InitiateAuthCommand({
        ClientId: pool.main.clientId,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: "alice", SRP_A: srp.SRP_A },
      }),
    );
    const proof = srp.answer(present(ChallengeParameters), "Guess-by-srp-1");
    const { refusals } = await atOnce<unknown>(10, (index) =>
      index === 0
        ? pool.sdk.send(
            new RespondToAuthChallengeCommand({
              ClientId: pool.main.clientId,
              ChallengeName: "PASSWORD_VERIFIER",
              ChallengeResponses: proof,
            }),
          )
        : signIn(`Guess-number-${index}`),
    );
    expect(tally(refusals)).toEqual({ [WRONG]: 5, [LOCKED]: 5 });
  });

  test("with a stolen access token gets no more compared than five", async () => {
    const { accessToken: AccessToken } = await pool.signIn("alice");
    const { answers, refusals } = await atOnce(GUESSES, (index) =>
      pool.sdk.send(
        new ChangePasswordCommand({
          AccessToken,
          PreviousPassword: index === GUESSES - 1 ? PASSWORD : `Guess-number-${index}`,
          ProposedPassword: "Taken-over-1",
        }),
      ),
    );
    expectFiveCompared({ answers, refusals }, TOO_MANY);
  });

  test("at a sign-up's code gets fifteen compared", async () => {
    await pool.signUp("bob");
    const code = await pool.code("bob");
    const confirm = (ConfirmationCode: string) =>
      pool.sdk.send(new ConfirmSignUpCommand({ ClientId: pool.main.clientId, Username: "bob", ConfirmationCode }));
    const { refusals } = await atOnce(GUESSES, () => confirm(wrongCode(code)));
    expect(tally(refusals)).toEqual({ [WRONG_CODE]: 15, [TOO_MANY]: GUESSES - 15 });
    expect(await refusedCall(confirm(code))).toBe(TOO_MANY);
  });

  test("at a reset's code gets twenty compared", async () => {
    const { clientId: ClientId } = pool.main;
    await pool.sdk.send(new ForgotPasswordCommand({ ClientId, Username: "alice" }));
    const code = await pool.code("alice");
    const confirm = (ConfirmationCode: string) =>
      pool.sdk.send(
        new ConfirmForgotPasswordCommand({ ClientId, Username: "alice", ConfirmationCode, Password: "Taken-over-1" }),
      );
    const { refusals } = await atOnce(GUESSES, () => confirm(wrongCode(code)));
    expect(tally(refusals)).toEqual({ [WRONG_CODE]: 20, [TOO_MANY]: GUESSES - 20 });
    expect(await refusedCall(confirm(code))).toBe(TOO_MANY);
  });

  test("at an attribute's code gets fifteen compared", async () => {
    const { accessToken: AccessToken } = await pool.signIn("alice");
    const UserAttributes = [{ Name: "email", Value: "other@example.com" }];
    await pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    await pool.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
    const code = await pool.code("alice");
    const verify = (Code: string) =>
      pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));
    const { refusals } = await atOnce(GUESSES, () => verify(wrongCode(code)));
    expect(tally(refusals)).toEqual({ [WRONG_CODE]: 15, [TOO_MANY]: GUESSES - 15 });
    expect(await refusedCall(verify(code))).toBe(TOO_MANY);
  });
});
