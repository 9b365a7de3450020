import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  type AdminRespondToAuthChallengeCommandInput,
  AdminSetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { OTHER_PASSWORD, PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createSrpClient, respond } from "../../../../test/cognito-idp/srp-client.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
let invited = 0;
/** An invited user who has signed in with the temporary password. */
async function withSession() {
  invited += 1;
  const USERNAME = `invited${invited}`;
  await pool.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: pool.poolId,
      Username: USERNAME,
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    }),
  );
  const { Session } = await pool.sdk.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
  return { USERNAME, Session: present(Session) };
}
const answer = (
  responses: Record<string, string>,
  more: Partial<AdminRespondToAuthChallengeCommandInput> = {},
  client = pool.sdk,
) =>
  client.send(
    new AdminRespondToAuthChallengeCommand({
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ChallengeResponses: responses,
      ...more,
    }),
  );

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server, {
    pool: {
      AliasAttributes: ["preferred_username"],
      Policies: { PasswordPolicy: { MinimumLength: 8, PasswordHistorySize: 1 } },
    },
    client: {
      ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"],
    },
  });
  await pool.addUser("ann");
});
afterAll(() => server.close());

test("a new password is set, and gives tokens (recorded)", async () => {
  const { USERNAME, Session } = await withSession();
  const { AuthenticationResult } = await answer({ USERNAME, NEW_PASSWORD: OTHER_PASSWORD }, { Session });
  expect(AuthenticationResult?.AccessToken).toEqual(expect.any(String));
  await pool.signIn(USERNAME, OTHER_PASSWORD);
});

test("what an administrator began a client may finish, and the reverse (recorded)", async () => {
  const begun = await withSession();
  const responses = { USERNAME: begun.USERNAME, NEW_PASSWORD: OTHER_PASSWORD };
  await respond(pool, "NEW_PASSWORD_REQUIRED", responses, { Session: begun.Session });

  const srp = createSrpClient(pool.poolId);
  const { ChallengeParameters } = await pool.sdk.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: "ann", SRP_A: srp.SRP_A },
    }),
  );
  const { AuthenticationResult } = await answer(srp.answer(present(ChallengeParameters), PASSWORD), {
    ChallengeName: "PASSWORD_VERIFIER",
  });
  expect(AuthenticationResult).toBeDefined();
});

test("a refused password or name leaves the session good, a used one is told (recorded)", async () => {
  const { USERNAME, Session } = await withSession();
  expect(await refusedCall(answer({ USERNAME, NEW_PASSWORD: "short" }, { Session }))).toMatch(
    /^InvalidPasswordException: /,
  );
  const taken = { USERNAME, NEW_PASSWORD: OTHER_PASSWORD, "userAttributes.preferred_username": "ann" };
  expect(await refusedCall(answer(taken, { Session }))).toMatch(/^AliasExistsException: /);
  await answer({ USERNAME, NEW_PASSWORD: OTHER_PASSWORD }, { Session });
  expect(await refusedCall(answer({ USERNAME, NEW_PASSWORD: OTHER_PASSWORD }, { Session }))).toBe(
    "NotAuthorizedException: Invalid session for the user, session can only be used once.",
  );
});

test("an earlier password is refused by the history (text assumed)", async () => {
  await pool.addUser("bob");
  const named = { UserPoolId: pool.poolId, Username: "bob" };
  await pool.sdk.send(new AdminSetUserPasswordCommand({ ...named, Password: "Temporary-9" }));
  const { Session } = await pool.sdk.send(
    new AdminInitiateAuthCommand({
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: "bob", PASSWORD: "Temporary-9" },
    }),
  );
  expect(await refusedCall(answer({ USERNAME: "bob", NEW_PASSWORD: PASSWORD }, { Session }))).toBe(
    "PasswordHistoryPolicyViolationException: Password has previously been used.",
  );
});

test("the state of a user is told after the proof (quoted by third parties)", async () => {
  await pool.signUp("carol");
  await pool.addUser("dora");
  await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.poolId, Username: "dora" }));
  for (const [USERNAME, told] of [
    ["carol", "UserNotConfirmedException: User is not confirmed."],
    ["dora", "PasswordResetRequiredException: Password reset required for the user"],
  ] as const) {
    const srp = createSrpClient(pool.poolId);
    const { ChallengeParameters } = await pool.sdk.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool.poolId,
        ClientId: pool.main.clientId,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME, SRP_A: srp.SRP_A },
      }),
    );
    const proof = srp.answer(present(ChallengeParameters), PASSWORD);
    expect(await refusedCall(answer(proof, { ChallengeName: "PASSWORD_VERIFIER" }))).toBe(told);
  }
});

test("what is missing is named", async () => {
  const { Session } = await withSession();
  expect(await refusedCall(answer({ NEW_PASSWORD: OTHER_PASSWORD }, { Session }))).toBe(
    "InvalidParameterException: Missing required parameter USERNAME",
  );
});

test("a session of another pool's client is none of this one's", async () => {
  const { USERNAME, Session } = await withSession();
  const elsewhere = await putPoolInUse(server);
  const responses = { USERNAME, NEW_PASSWORD: OTHER_PASSWORD };
  expect(
    await refusedCall(answer(responses, { Session, UserPoolId: elsewhere.poolId, ClientId: elsewhere.main.clientId })),
  ).toBe("NotAuthorizedException: Invalid session for the user.");
  expect(await refusedCall(answer(responses, { Session, ClientId: elsewhere.main.clientId }))).toBe(
    `ResourceNotFoundException: User pool client ${elsewhere.main.clientId} does not exist in user pool ${pool.poolId}.`,
  );
});

test("only signed, and only pools of the own account and region", async () => {
  const { USERNAME, Session } = await withSession();
  await expectPoolBoundaries(server, "AdminRespondToAuthChallenge", pool.poolId, (client, UserPoolId) =>
    answer({ USERNAME, NEW_PASSWORD: OTHER_PASSWORD }, { Session, UserPoolId }, client),
  );
});
