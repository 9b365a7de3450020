import {
  AdminResetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool, SMS } from "../../../../test/cognito-idp/managed-pool.ts";
import { OTHER_PASSWORD, wrongCode } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const RESET_REQUIRED = "PasswordResetRequiredException: Password reset required for the user";

let server: Poolhouse;
let pool: ManagedPool;
const reset = (username: string, of = pool) => of.sdk.send(new AdminResetUserPasswordCommand(of.named(username)));
const choose = (Username: string, ConfirmationCode: string, Password = OTHER_PASSWORD, of = pool) =>
  of.sdk.send(new ConfirmForgotPasswordCommand({ ClientId: of.main.clientId, Username, ConfirmationCode, Password }));
const verified = (username: string) => ({ email: `${username}@example.com`, email_verified: "true" });

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("the password counts no more, a code is sent, and with it the user chooses another (documented)", async () => {
  await pool.addReady("reset", verified("reset"));
  expect(await rawCall(server, "AdminResetUserPassword", pool.named("reset"))).toEqual({ status: 200, body: "{}" });
  expect((await pool.get("reset")).UserStatus).toBe("RESET_REQUIRED");
  expect(await refusedCall(pool.tryPassword("reset"))).toBe(RESET_REQUIRED);
  await choose("reset", await server.mailbox.code("reset@example.com"));
  expect((await pool.get("reset")).UserStatus).toBe("CONFIRMED");
  expect((await pool.tryPassword("reset", OTHER_PASSWORD)).AuthenticationResult).toBeDefined();
});

test("that a reset is required is told after the right password only", async () => {
  await pool.addReady("silent", verified("silent"));
  await reset("silent");
  expect(await refusedCall(pool.tryPassword("silent", "Wrong-password-1"))).toBe(
    "NotAuthorizedException: Incorrect username or password.",
  );
});

test("tokens are of no use until the user has another password, and are not revoked (assumed)", async () => {
  await pool.addReady("holding", verified("holding"));
  const { accessToken, refreshToken } = await pool.signIn("holding");
  await reset("holding");
  expect(await refusedCall(pool.getUser(accessToken))).toBe(RESET_REQUIRED);
  expect(await refusedCall(pool.refresh(refreshToken))).toBe(RESET_REQUIRED);
  await choose("holding", await server.mailbox.code("holding@example.com"));
  expect(await pool.getUser(accessToken)).toMatchObject({ Username: "holding" });
});

test("a wrong code and an old code set no password", async () => {
  await pool.addReady("guarded", verified("guarded"));
  await reset("guarded");
  const code = await server.mailbox.code("guarded@example.com");
  expect(await refusedCall(choose("guarded", wrongCode(code)))).toBe(
    "CodeMismatchException: Invalid verification code provided, please try again.",
  );
  server.advance({ hours: 1, seconds: 1 });
  expect(await refusedCall(choose("guarded", code))).toBe(
    "ExpiredCodeException: Invalid code provided, please request a code again.",
  );
});

test("asking again, by either side, sends another code and the earlier one is void", async () => {
  await pool.addReady("repeated", verified("repeated"));
  await reset("repeated");
  const first = await server.mailbox.code("repeated@example.com");
  await reset("repeated");
  const second = await server.mailbox.code("repeated@example.com");
  if (first !== second) expect(await refusedCall(choose("repeated", first))).toMatch(/^CodeMismatchException/);
  await pool.sdk.send(new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username: "repeated" }));
  await choose("repeated", await server.mailbox.code("repeated@example.com"));
  expect((await pool.get("repeated")).UserStatus).toBe("CONFIRMED");
});

test("the code goes where the pool's recovery setting says first (documented)", async () => {
  const texting = await manageNewPool(server, {
    pool: {
      SmsConfiguration: SMS,
      AccountRecoverySetting: {
        RecoveryMechanisms: [
          { Name: "verified_email", Priority: 2 },
          { Name: "verified_phone_number", Priority: 1 },
        ],
      },
    },
  });
  const phone = { phone_number: "+15555550145", phone_number_verified: "true" };
  await texting.addReady("both", { ...verified("both-ways"), ...phone });
  await reset("both", texting);
  expect((await texting.mailOf("both"))[0]).toMatchObject({ channel: "sms", to: phone.phone_number });
});

describe("refused, with nothing changed and the reason in the mailbox:", () => {
  test("a user whose temporary password was never replaced (quoted)", async () => {
    await pool.create("invited", { UserAttributes: list(verified("invited")) });
    expect(await refusedCall(reset("invited"))).toBe(
      "NotAuthorizedException: User password cannot be reset in the current state.",
    );
    expect((await pool.get("invited")).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
    expect((await pool.reasons("invited"))[0]).toMatch(/has a temporary password/);
  });

  test("a user without a verified address (quoted)", async () => {
    await pool.addReady("unverified-address", { email: "unverified-address@example.com" });
    expect(await refusedCall(reset("unverified-address"))).toBe(
      "InvalidParameterException: Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
    expect((await pool.tryPassword("unverified-address")).AuthenticationResult).toBeDefined();
    expect((await pool.reasons("unverified-address"))[0]).toMatch(/no verified address/);
  });

  test("an unconfirmed user (quoted)", async () => {
    await pool.signUp("unconfirmed");
    expect(await refusedCall(reset("unconfirmed"))).toMatch(/^InvalidParameterException: Cannot reset password/);
    expect((await pool.reasons("unconfirmed"))[0]).toMatch(/not confirmed yet/);
  });

  test("a disabled user (observed: amazon-cognito-identity-js issue 373)", async () => {
    await pool.addReady("disabled", verified("disabled"));
    await pool.disable("disabled");
    expect(await refusedCall(reset("disabled"))).toBe("NotAuthorizedException: User is disabled.");
    expect((await pool.get("disabled")).UserStatus).toBe("CONFIRMED");
    expect((await pool.reasons("disabled"))[0]).toMatch(/the user is disabled/);
  });

  test("a pool without recovery by the user (documented; text quoted for ForgotPassword)", async () => {
    const strict = await manageNewPool(server, {
      pool: { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] } },
    });
    await strict.addReady("kept", verified("kept"));
    expect(await refusedCall(reset("kept", strict))).toBe(
      "NotAuthorizedException: Contact administrator to reset password.",
    );
    expect((await strict.reasons("kept"))[0]).toMatch(/leaves resets to the administrator/);
  });

  test("the twenty-first reset within an hour (type documented, number assumed)", async () => {
    await pool.addReady("often", verified("often"));
    for (let turn = 0; turn < 20; turn += 1) await reset("often");
    expect(await refusedCall(reset("often"))).toBe(
      "LimitExceededException: Attempt limit exceeded, please try after some time.",
    );
    expect((await pool.reasons("often"))[0]).toMatch(/too many codes/);
    server.advance({ hours: 1 });
    await reset("often");
  });
});

test("the limit can be switched off", async () => {
  const open = await startTestServer({ flags: { attemptLimits: "forgot-password=off" } });
  try {
    const unlimited = await manageNewPool(open);
    await unlimited.addReady("often", verified("often"));
    for (let turn = 0; turn < 25; turn += 1) await reset("often", unlimited);
    expect((await unlimited.mailOf("often")).filter(({ code }) => code).length).toBe(25);
  } finally {
    await open.close();
  }
});

test("strangers who use up the user's own requests do not keep the administrator from resetting", async () => {
  await pool.addReady("besieged", verified("besieged"));
  const forgot = new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username: "besieged" });
  for (let turn = 0; turn < 20; turn += 1) await pool.sdk.send(forgot);
  expect(await refusedCall(pool.sdk.send(forgot))).toMatch(/^LimitExceededException/);
  await reset("besieged");
  expect((await pool.get("besieged")).UserStatus).toBe("RESET_REQUIRED");
});

test("a code that went to an address the user has no more sets no password", async () => {
  await pool.addReady("moved", verified("moved"));
  await reset("moved");
  const code = await server.mailbox.code("moved@example.com");
  const UserAttributes = list({ email: "moved-away@example.com", email_verified: "true" });
  await pool.sdk.send(new AdminUpdateUserAttributesCommand({ ...pool.named("moved"), UserAttributes }));
  expect(await refusedCall(choose("moved", code))).toMatch(/^(ExpiredCode|CodeMismatch)Exception/);
});

test("a code of another pool's user of the same name sets no password", async () => {
  const away = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
  for (const of of [pool, away]) {
    await of.addReady("namesake", verified("namesake"));
    await reset("namesake", of);
  }
  const [here] = await pool.mailOf("namesake");
  const [there] = await away.mailOf("namesake");
  if (here?.code === there?.code) return;
  expect(await refusedCall(choose("namesake", String(there?.code)))).toMatch(/^CodeMismatchException/);
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminResetUserPassword", (client, named) =>
    client.send(new AdminResetUserPasswordCommand(named)),
  );
});
