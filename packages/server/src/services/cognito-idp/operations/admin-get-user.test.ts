import { AdminConfirmSignUpCommand, AdminGetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool, record, SMS } from "../../../../test/cognito-idp/managed-pool.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: ManagedPool;

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, {
    pool: { AliasAttributes: ["email", "phone_number", "preferred_username"], SmsConfiguration: SMS },
  });
});
afterAll(() => server.close());

test("the answer has these members and no other, no MFA members among them (recorded)", async () => {
  await pool.create("plain", { UserAttributes: list({ email: "plain@example.com" }) });
  const { body } = await rawCall(server, "AdminGetUser", pool.named("plain"));
  expect(JSON.parse(body)).toEqual({
    Enabled: true,
    UserAttributes: [
      { Name: "email", Value: "plain@example.com" },
      { Name: "sub", Value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ],
    UserCreateDate: expect.any(Number),
    UserLastModifiedDate: expect.any(Number),
    UserStatus: "FORCE_CHANGE_PASSWORD",
    Username: "plain",
  });
});

test("attributes that no client may read are shown to the administrator", async () => {
  const sub = await pool.addReady("whole", { email: "whole@example.com", email_verified: "true", zoneinfo: "UTC" });
  expect(await pool.attributesOf("whole")).toEqual({
    sub,
    email: "whole@example.com",
    email_verified: "true",
    zoneinfo: "UTC",
  });
});

test("a user is found by user name, sub and verified aliases (documented)", async () => {
  const phone = "+15555550100";
  const sub = await pool.addReady("found", {
    email: "found@example.com",
    email_verified: "true",
    phone_number: phone,
    phone_number_verified: "true",
    preferred_username: "finder",
  });
  for (const name of ["found", sub, "found@example.com", phone, "finder"]) {
    expect((await pool.get(name)).Username).toBe("found");
  }
});

test("where the address is the user name, the stored name is the sub, and both find the user (recorded)", async () => {
  const byMail = await manageNewPool(server, { pool: { UsernameAttributes: ["email"] } });
  const { Username, Attributes } = await byMail.create("mary@example.com");
  expect(Username).toBe(record(Attributes).sub);
  expect((await byMail.get("mary@example.com")).Username).toBe(Username);
  expect((await byMail.get(String(Username))).Username).toBe(Username);
});

test("letter case counts, unless the pool says otherwise (documented)", async () => {
  await pool.create("Case");
  expect(await refusedCall(pool.get("case"))).toBe("UserNotFoundException: User does not exist.");
  const folding = await manageNewPool(server, { pool: { UsernameConfiguration: { CaseSensitive: false } } });
  await folding.create("Case");
  expect((await folding.get("cASE")).Username).toBe("Case");
});

test("names of any script come back as they were typed", async () => {
  for (const name of ["名前🙂", "jose\u0301", "';DROP/**/TABLE/**/users;--", "%_", "x".repeat(128)]) {
    await pool.create(name);
    expect((await pool.get(name)).Username).toBe(name);
  }
});

test("a user who signed up is shown as unconfirmed, then as confirmed (documented)", async () => {
  await pool.signUp("signing");
  expect(await pool.get("signing")).toMatchObject({ UserStatus: "UNCONFIRMED", Enabled: true });
  await pool.sdk.send(new AdminConfirmSignUpCommand(pool.named("signing")));
  expect((await pool.get("signing")).UserStatus).toBe("CONFIRMED");
});

test("a sub names its own user: nobody can take another's as a name", async () => {
  const victim = await pool.addReady("victim");
  expect(await refusedCall(pool.signUp(victim, { email: "squatter@example.com" }))).toBe(
    "UsernameExistsException: User already exists",
  );
  expect((await pool.get(victim)).Username).toBe("victim");
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminGetUser", (client, named) => client.send(new AdminGetUserCommand(named)));
});
