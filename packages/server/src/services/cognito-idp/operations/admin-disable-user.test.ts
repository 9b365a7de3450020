import {
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  ForgotPasswordCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const DISABLED = "NotAuthorizedException: User is disabled.";
const REVOKED = "NotAuthorizedException: Access Token has been revoked";

let server: Poolhouse;
let pool: ManagedPool;
const disable = (username: string) => pool.sdk.send(new AdminDisableUserCommand(pool.named(username)));
const enable = (username: string) => pool.sdk.send(new AdminEnableUserCommand(pool.named(username)));

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("the answers are empty objects, also when nothing changes (recorded; the latter assumed)", async () => {
  await pool.create("switched");
  for (const operation of ["AdminDisableUser", "AdminDisableUser", "AdminEnableUser", "AdminEnableUser"]) {
    expect(await rawCall(server, operation, pool.named("switched"))).toEqual({ status: 200, body: "{}" });
    expect((await pool.get("switched")).Enabled).toBe(operation === "AdminEnableUser");
  }
});

test("a disabled user keeps the status and cannot sign in (recorded)", async () => {
  await pool.addReady("barred");
  await disable("barred");
  expect(await pool.get("barred")).toMatchObject({ Enabled: false, UserStatus: "CONFIRMED" });
  expect(await refusedCall(pool.tryPassword("barred"))).toBe(DISABLED);
  await enable("barred");
  expect((await pool.tryPassword("barred")).AuthenticationResult).toBeDefined();
});

test("that a user is disabled is told after the right password only", async () => {
  await pool.addReady("hidden");
  await disable("hidden");
  expect(await refusedCall(pool.tryPassword("hidden", "Wrong-password-1"))).toBe(
    "NotAuthorizedException: Incorrect username or password.",
  );
});

test("what was issued before is refused, and stays revoked when the user is enabled again (recorded)", async () => {
  await pool.addReady("revoked");
  const tokens = [await pool.signIn("revoked"), await pool.signIn("revoked")];
  await disable("revoked");
  for (const { accessToken, refreshToken } of tokens) {
    expect(await refusedCall(pool.getUser(accessToken))).toBe(DISABLED);
    expect(await refusedCall(pool.refresh(refreshToken))).toBe(DISABLED);
  }
  await enable("revoked");
  for (const { accessToken, refreshToken } of tokens) {
    expect(await refusedCall(pool.getUser(accessToken))).toBe(REVOKED);
    expect(await refusedCall(pool.refresh(refreshToken))).toBe(
      "NotAuthorizedException: Refresh Token has been revoked",
    );
  }
});

test("other users' tokens stay good", async () => {
  await pool.addReady("bystander");
  await pool.addReady("culprit");
  const { accessToken, refreshToken } = await pool.signIn("bystander");
  await disable("culprit");
  expect(await pool.getUser(accessToken)).toMatchObject({ Username: "bystander" });
  expect((await pool.refresh(refreshToken)).AuthenticationResult).toBeDefined();
});

test("a sign-in that was under way does not go on", async () => {
  await pool.create("midway", { TemporaryPassword: "Temporary-pass-1" });
  const { Session } = await pool.tryPassword("midway", "Temporary-pass-1");
  await disable("midway");
  const answer = pool.sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: pool.main.clientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses: { USERNAME: "midway", NEW_PASSWORD: "Chosen-by-user-1" },
    }),
  );
  expect(await refusedCall(answer)).toBe(DISABLED);
  expect((await pool.get("midway")).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
});

test("a disabled user gets no code for a new password; the mailbox says why", async () => {
  await pool.addReady("mute", { email: "mute@example.com", email_verified: "true" });
  await disable("mute");
  const forgot = new ForgotPasswordCommand({ ClientId: pool.main.clientId, Username: "mute" });
  expect(await refusedCall(pool.sdk.send(forgot))).toBe(DISABLED);
  expect((await pool.reasons("mute"))[0]).toMatch(/the user is disabled/);
});

test("each change moves the date of the last one, a repetition does not (assumed)", async () => {
  await pool.create("dated");
  const dates: (Date | undefined)[] = [];
  for (const change of [enable, disable, disable, enable]) {
    server.advance({ seconds: 10 });
    await change("dated");
    dates.push((await pool.get("dated")).UserLastModifiedDate);
  }
  const [created, disabled, again, enabled] = dates.map(Number);
  expect(created).toBe(Number((await pool.get("dated")).UserCreateDate));
  expect(disabled).toBeGreaterThan(Number(created));
  expect(again).toBe(disabled);
  expect(enabled).toBeGreaterThan(Number(disabled));
});

test("a sign-in at the moment of disabling is either refused or revoked", async () => {
  for (const round of [1, 2, 3]) {
    const name = `racing-${round}`;
    await pool.addReady(name);
    const [signedIn] = await Promise.allSettled([pool.signIn(name), disable(name)]);
    await enable(name);
    if (signedIn.status === "fulfilled") {
      expect(await refusedCall(pool.getUser(signedIn.value.accessToken))).toBe(REVOKED);
    } else expect(signedIn.reason).toMatchObject({ name: "NotAuthorizedException" });
  }
});

test("both keep to their pool", async () => {
  await expectUserBoundaries(pool, "AdminDisableUser", (client, named) =>
    client.send(new AdminDisableUserCommand(named)),
  );
});
