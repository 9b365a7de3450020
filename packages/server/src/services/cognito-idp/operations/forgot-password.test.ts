import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  ForgotPasswordCommand,
  type ForgotPasswordCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
let hiding: PoolInUse;
const forgot = (Username: string, of = pool, more: Partial<ForgotPasswordCommandInput> = {}) =>
  of.sdk.send(new ForgotPasswordCommand({ ClientId: of.main.clientId, Username, ...more }));
const NO_ADDRESS =
  "InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number";
const invite = (of: PoolInUse, Username: string) =>
  of.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: of.poolId,
      Username,
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: `${Username}@example.com` },
        { Name: "email_verified", Value: "true" },
      ],
    }),
  );

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  hiding = await putPoolInUse(server, { client: { PreventUserExistenceErrors: "ENABLED" } });
});
afterAll(() => server.close());

test("a code goes to the verified address (recorded: the answer)", async () => {
  await pool.addUser("ann");
  const { CodeDeliveryDetails } = await forgot("ann");
  expect(CodeDeliveryDetails).toEqual({ AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" });
  const [message] = await server.mailbox.messages({ username: "ann", poolId: pool.poolId });
  expect(message).toMatchObject({ to: "ann@example.com", code: expect.stringMatching(/^\d{6}$/), link: null });
  expect(message?.body).toContain(message?.code);
});

test("the address follows the order of AccountRecoverySetting", async () => {
  const phones = await putPoolInUse(server, {
    pool: {
      AutoVerifiedAttributes: ["phone_number"],
      SmsConfiguration: { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" },
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: "verified_email", Priority: 2 },
          { Name: "verified_phone_number", Priority: 1 },
        ],
      },
    },
  });
  await phones.addUser("bob", { phone: "+4915112345678" });
  const { CodeDeliveryDetails } = await forgot("bob", phones);
  expect(CodeDeliveryDetails).toEqual({
    AttributeName: "phone_number",
    DeliveryMedium: "SMS",
    Destination: "+*********5678",
  });
});

test("an unknown name is told as such (recorded)", async () => {
  expect(await refusedCall(forgot("nobody"))).toBe("UserNotFoundException: Username/client id combination not found.");
});

test("a user without a verified address cannot reset, and the mailbox says why (quoted by third parties)", async () => {
  const unverified = await putPoolInUse(server, { pool: { AutoVerifiedAttributes: [] } });
  await unverified.signUp("carol");
  await unverified.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: unverified.poolId, Username: "carol" }));
  expect(await refusedCall(forgot("carol", unverified))).toBe(NO_ADDRESS);
  expect((await unverified.reasons("carol"))[0]).toMatch(/the user has no verified address/);
});

test("a user who is not confirmed cannot reset, and the mailbox says why (quoted by third parties)", async () => {
  await pool.signUp("cora");
  expect(await refusedCall(forgot("cora"))).toBe(NO_ADDRESS);
  expect((await pool.reasons("cora"))[0]).toMatch(/the user is not confirmed yet/);
});

test("a disabled user cannot reset, and the mailbox says why (quoted by third parties)", async () => {
  await pool.addUser("dora");
  await pool.disable("dora");
  expect(await refusedCall(forgot("dora"))).toBe("NotAuthorizedException: User is disabled.");
  expect((await pool.reasons("dora"))[0]).toMatch(/the user is disabled/);
});

test("a user with a temporary password cannot reset it (quoted by third parties)", async () => {
  await invite(pool, "eve");
  expect(await refusedCall(forgot("eve"))).toBe(
    "NotAuthorizedException: User password cannot be reset in the current state.",
  );
  expect((await pool.reasons("eve"))[0]).toMatch(/the user has a temporary password/);
});

test("where only administrators reset, nobody else does (quoted by third parties)", async () => {
  const strict = await putPoolInUse(server, {
    pool: { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] } },
    client: { PreventUserExistenceErrors: "ENABLED" },
  });
  await strict.addUser("frank");
  for (const name of ["frank", "nobody"]) {
    expect(await refusedCall(forgot(name, strict))).toBe(
      "NotAuthorizedException: Contact administrator to reset password.",
    );
    expect((await strict.reasons(name))[0]).toMatch(/leaves resets to the administrator/);
  }
});

test("an unknown client is told as such (recorded)", async () => {
  expect(await refusedCall(forgot("ann", pool, { ClientId: "nosuchclient" }))).toBe(
    "ResourceNotFoundException: User pool client nosuchclient does not exist.",
  );
});

test("a client with a secret proves it by SecretHash over the name as typed", async () => {
  const secretive = await putPoolInUse(server, { client: { GenerateSecret: true } });
  const { clientId, hash } = secretive.main;
  await secretive.addUser("gina");
  expect(await refusedCall(forgot("gina", secretive))).toBe(
    `NotAuthorizedException: Client ${clientId} is configured with secret but SECRET_HASH was not received`,
  );
  expect(await refusedCall(forgot("gina", secretive, { SecretHash: hash("other") }))).toBe(
    `NotAuthorizedException: Unable to verify secret hash for client ${clientId}`,
  );
  await forgot("gina", secretive, { SecretHash: hash("gina") });
});

describe("limit forgot-password", () => {
  const refused = "LimitExceededException: Attempt limit exceeded, please try after some time.";

  test("twenty in an hour, then none until the hour is over; for unknown names too", async () => {
    await hiding.addUser("henry");
    for (const name of ["henry", "harry"]) {
      for (let sent = 0; sent < 20; sent += 1) await forgot(name, hiding);
      expect(await refusedCall(forgot(name, hiding))).toBe(refused);
      expect((await hiding.reasons(name))[0]).toMatch(/too many codes were asked for/);
    }
    server.advance({ hours: 1 });
    await forgot("henry", hiding);
  });

  test("can be set and switched off", async () => {
    const other = await startTestServer({ flags: { attemptLimits: "forgot-password=1" } });
    const limited = await putPoolInUse(other);
    await limited.addUser("ida");
    await forgot("ida", limited);
    expect(await refusedCall(forgot("ida", limited))).toBe(refused);
    await other.close();
    const open = await startTestServer({ flags: { attemptLimits: "off" } });
    const free = await putPoolInUse(open);
    await free.addUser("ida");
    for (let sent = 0; sent < 22; sent += 1) await forgot("ida", free);
    await open.close();
  });
});

describe("a client that hides unknown users", () => {
  test("is told of a delivery whatever the user's state (documented)", async () => {
    await hiding.addUser("jane");
    await hiding.signUp("kate");
    await hiding.addUser("lena");
    await hiding.disable("lena");
    await invite(hiding, "mona");
    for (const name of ["jane", "kate", "lena", "mona", "nobody"]) {
      const { CodeDeliveryDetails } = await forgot(name, hiding);
      expect(CodeDeliveryDetails).toEqual({
        AttributeName: "email",
        DeliveryMedium: "EMAIL",
        Destination: expect.stringMatching(/^[a-z0-9]\*\*\*@[a-z0-9]\*\*\*$/),
      });
    }
    expect((await hiding.reasons("nobody"))[0]).toMatch(/there is no user of that name/);
  });

  test("is answered with the same status, headers and members for unknown and known users", async () => {
    await hiding.addUser("nora");
    const answers = await Promise.all(
      ["nora", "none"].map((Username) =>
        rawCall(server, "ForgotPassword", { ClientId: hiding.main.clientId, Username }, { signed: false }),
      ),
    );
    const shapes = answers.map(({ status, body }) => ({ status, body: body.replaceAll(/[a-z\d](?=\*)/g, "x") }));
    expect(shapes[0]).toEqual(shapes[1]);
  });

  test("is shown a typed address as its mask where addresses sign in", async () => {
    const addresses = await putPoolInUse(server, {
      pool: { UsernameAttributes: ["email"] },
      client: { PreventUserExistenceErrors: "ENABLED" },
    });
    await addresses.addUser("real@example.com", { email: null });
    for (const name of ["real@example.com", "rest@example.com"]) {
      expect((await forgot(name, addresses)).CodeDeliveryDetails?.Destination).toBe("r***@e***");
    }
  });
});
