import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../cognito-idp/refused-call.ts";
import { respond } from "../../cognito-idp/srp-client.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { atOnce } from "../at-once.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";
import { createQuickSrp } from "../quick-srp.ts";

const ROUNDS = 20;
const USED = "NotAuthorizedException: Invalid session for the user, session can only be used once.";
/** Who looked at the session before it was used, and at the password after it was changed with it, hears of the session only. */
const LOST = /^NotAuthorizedException: Invalid session for the user(, session can only be used once)?\.$/;

describe.each(proofDatabases)("two answers to one session at once, on $name", (database) => {
  let server: ProofServer;
  let pool: PoolInUse;
  beforeAll(async () => {
    server = await database.start();
    pool = await putPoolInUse(server, {
      client: {
        ExplicitAuthFlows: [
          "ALLOW_USER_AUTH",
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_ADMIN_USER_PASSWORD_AUTH",
          "ALLOW_USER_SRP_AUTH",
          "ALLOW_REFRESH_TOKEN_AUTH",
        ],
      },
    });
    await pool.addUser("alice");
  });
  afterAll(() => server?.close());

  test("to PASSWORD_VERIFIER: one signs in", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { srp, parameters } = await beginSrp("alice");
      const proof = srp.answer(parameters, PASSWORD);
      const { answers, refusals } = await atOnce(2, () => respond(pool, "PASSWORD_VERIFIER", proof));
      expect(answers).toHaveLength(1);
      expect(refusals).toEqual([expect.stringMatching(LOST)]);
    }
  });

  test("to PASSWORD_VERIFIER, one of them right: a wrong one beside it does not open a second try", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { srp, parameters } = await beginSrp("alice");
      const proofs = [srp.answer(parameters, "Wrong-password-1"), srp.answer(parameters, PASSWORD)];
      const { answers, refusals } = await atOnce(2, (index) =>
        respond(pool, "PASSWORD_VERIFIER", present(proofs[index])),
      );
      expect(answers.length + refusals.length).toBe(2);
      // Whichever came first used the session up.
      expect(refusals.filter((refusal) => refusal === USED)).toHaveLength(1);
      // Failures of this name must not add up to a lock.
      await pool.signIn("alice");
    }
  });

  test("to NEW_PASSWORD_REQUIRED: one chooses the password", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const username = `invited-${round}`;
      const session = await invite(username);
      const choices = [`Choice-one-${round}`, `Choice-two-${round}`];
      const { answers, refusals } = await atOnce(2, (index) =>
        respond(
          pool,
          "NEW_PASSWORD_REQUIRED",
          { USERNAME: username, NEW_PASSWORD: present(choices[index]) },
          { Session: session },
        ),
      );
      expect(refusals).toEqual([expect.stringMatching(LOST)]);
      const chosen = present(answers[0]).index;
      await pool.signIn(username, choices[chosen]);
      await expect(pool.signIn(username, choices[1 - chosen])).rejects.toThrow("Incorrect username or password.");
    }
  });

  test("to NEW_PASSWORD_REQUIRED, one of them by an administrator: one chooses the password", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const username = `also-invited-${round}`;
      const Session = await invite(username);
      const ChallengeName = "NEW_PASSWORD_REQUIRED";
      const ClientId = pool.main.clientId;
      const ChallengeResponses = { USERNAME: username, NEW_PASSWORD: "Choice-three-3" };
      const { answers, refusals } = await atOnce(2, (index) =>
        index === 0
          ? respond(pool, ChallengeName, ChallengeResponses, { Session })
          : pool.sdk.send(
              new AdminRespondToAuthChallengeCommand({
                UserPoolId: pool.poolId,
                ClientId,
                ChallengeName,
                ChallengeResponses,
                Session,
              }),
            ),
      );
      expect(answers).toHaveLength(1);
      expect(refusals).toEqual([expect.stringMatching(LOST)]);
    }
  });

  test("to SELECT_CHALLENGE: one goes on", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const { Session } = await pool.sdk.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_AUTH",
          ClientId: pool.main.clientId,
          AuthParameters: { USERNAME: "alice" },
        }),
      );
      const { answers, refusals } = await atOnce(2, () =>
        respond(pool, "SELECT_CHALLENGE", { USERNAME: "alice", ANSWER: "PASSWORD", PASSWORD }, { Session }),
      );
      expect(answers).toHaveLength(1);
      expect(refusals).toEqual([expect.stringMatching(LOST)]);
    }
  });

  test("after a lost race the session stays used", async () => {
    const Session = await invite("late");
    const responses = { USERNAME: "late", NEW_PASSWORD: "Choice-four-4" };
    const answer = () => respond(pool, "NEW_PASSWORD_REQUIRED", responses, { Session });
    const { answers, refusals } = await atOnce(20, answer);
    expect(answers).toHaveLength(1);
    for (const refusal of refusals) expect(refusal).toMatch(LOST);
    expect(await refusedCall(answer())).toBe(USED);
  });

  async function beginSrp(username: string) {
    const srp = createQuickSrp(pool.poolId);
    const { ChallengeParameters } = await pool.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_SRP_AUTH",
        ClientId: pool.main.clientId,
        AuthParameters: { USERNAME: username, SRP_A: srp.SRP_A },
      }),
    );
    return { srp, parameters: present(ChallengeParameters) };
  }

  /** An invited user's sign-in, up to the question for a new password. */
  async function invite(username: string): Promise<string> {
    const TemporaryPassword = "Temporary-1";
    const { poolId: UserPoolId, main, sdk } = pool;
    await sdk.send(
      new AdminCreateUserCommand({ UserPoolId, Username: username, TemporaryPassword, MessageAction: "SUPPRESS" }),
    );
    const { Session, ChallengeName } = await sdk.send(
      new AdminInitiateAuthCommand({
        UserPoolId,
        ClientId: main.clientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD: TemporaryPassword },
      }),
    );
    expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    return present(Session);
  }
});
