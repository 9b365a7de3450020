import {
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../cognito-idp/refused-call.ts";
import { present } from "../../cognito-idp/test-pool.ts";
import { atOnce, tally } from "../at-once.ts";
import { type ProofServer, proofDatabases } from "../proof-server.ts";

describe.each(proofDatabases)("one code given many times at once, on $name", (database) => {
  let server: ProofServer;
  let pool: PoolInUse;
  beforeAll(async () => {
    server = await database.start({ flags: { attemptLimits: "off" } });
    pool = await putPoolInUse(server);
  });
  afterAll(() => server?.close());

  test("confirms a sign-up once", async () => {
    await pool.signUp("alice");
    const ConfirmationCode = await pool.code("alice");
    const { answers, refusals } = await atOnce(50, () =>
      pool.sdk.send(new ConfirmSignUpCommand({ ClientId: pool.main.clientId, Username: "alice", ConfirmationCode })),
    );
    expect(answers).toHaveLength(1);
    expect(tally(refusals)).toEqual({
      "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED": 49,
    });
    const events = await server.select(
      `select seq from events where kind = 'cognito-idp.UserConfirmed' and resource like '${pool.poolId}%'`,
    );
    expect(events).toHaveLength(1);
  });

  test("gives one session after a confirmation, and that signs in once", async () => {
    const client = await pool.addClient({ ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    await pool.signUp("bob");
    const { Session } = await pool.sdk.send(
      new ConfirmSignUpCommand({
        ClientId: client.clientId,
        Username: "bob",
        ConfirmationCode: await pool.code("bob"),
      }),
    );
    const { answers, refusals } = await atOnce(20, () =>
      pool.sdk.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_AUTH",
          ClientId: client.clientId,
          AuthParameters: { USERNAME: "bob" },
          Session,
        }),
      ),
    );
    expect(answers).toHaveLength(1);
    expect(tally(refusals)).toEqual({
      "NotAuthorizedException: Invalid session for the user, session can only be used once.": 19,
    });
  });

  test("sets one new password", async () => {
    await pool.addUser("carol");
    for (let round = 0; round < 5; round++) {
      await pool.sdk.send(new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username: "carol" }));
      const ConfirmationCode = await pool.code("carol");
      const { answers, refusals } = await atOnce(10, (index) =>
        pool.sdk.send(
          new ConfirmForgotPasswordCommand({
            ClientId: pool.main.clientId,
            Username: "carol",
            ConfirmationCode,
            Password: `Password-${round}-${index}`,
          }),
        ),
      );
      expect(answers).toHaveLength(1);
      expect(tally(refusals)).toEqual({
        "ExpiredCodeException: Invalid code provided, please request a code again.": 9,
      });
      const winner = present(answers[0]).index;
      await pool.signIn("carol", `Password-${round}-${winner}`);
      expect(await refusedCall(pool.signIn("carol", `Password-${round}-${(winner + 1) % 10}`))).toBe(
        "NotAuthorizedException: Incorrect username or password.",
      );
    }
  });

  test("verifies an attribute once", async () => {
    await pool.addUser("dave");
    const { accessToken: AccessToken } = await pool.signIn("dave");
    const UserAttributes = [{ Name: "email", Value: "new.dave@example.com" }];
    await pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    await pool.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
    const Code = await pool.code("dave");
    const { answers, refusals } = await atOnce(20, () =>
      pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code })),
    );
    expect(answers).toHaveLength(1);
    expect(refusals).toHaveLength(19);
    expect((await pool.attributes(AccessToken)).email_verified).toBe("true");
  });

  test("of several that were asked for at once, the one that came last into the mailbox is good and no other", async () => {
    await pool.signUp("erin");
    const { clientId: ClientId } = pool.main;
    await atOnce(5, () => pool.sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username: "erin" })));
    const messages = await server.mailbox.messages({ poolId: pool.poolId, username: "erin" });
    const [latest, ...earlier] = messages.map(({ code }) => present(code ?? undefined));
    expect(earlier).toHaveLength(5);
    const confirm = (ConfirmationCode: string) =>
      pool.sdk.send(new ConfirmSignUpCommand({ ClientId, Username: "erin", ConfirmationCode }));
    for (const code of earlier.filter((one) => one !== latest)) {
      expect(await refusedCall(confirm(code))).toMatch(/^CodeMismatchException/);
    }
    await confirm(present(latest));
    await pool.signIn("erin", PASSWORD);
  });
});
