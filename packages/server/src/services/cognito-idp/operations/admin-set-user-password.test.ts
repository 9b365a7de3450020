import {
  AdminSetUserPasswordCommand,
  ChangePasswordCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { standingClock } from "../../../../test/standing-clock.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const WRONG = "NotAuthorizedException: Incorrect username or password.";
const USED = "PasswordHistoryPolicyViolationException: Password has previously been used.";

let server: Poolhouse;
let pool: ManagedPool;
const set = (username: string, Password: string, Permanent?: boolean, of = pool) =>
  of.sdk.send(new AdminSetUserPasswordCommand({ ...of.named(username), Password, Permanent }));

beforeAll(async () => {
  server = await startTestServer({ overrides: { clock: standingClock() } });
  pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("a permanent password signs in at once; the answer is an empty object (recorded)", async () => {
  await pool.create("lasting");
  const request = { ...pool.named("lasting"), Password: PASSWORD, Permanent: true };
  expect(await rawCall(server, "AdminSetUserPassword", request)).toEqual({ status: 200, body: "{}" });
  expect((await pool.get("lasting")).UserStatus).toBe("CONFIRMED");
  expect((await pool.tryPassword("lasting")).AuthenticationResult).toBeDefined();
});

test.each([false, undefined])("with Permanent %s the next sign-in asks for another (documented)", async (permanent) => {
  const name = `passing-${permanent}`;
  await pool.addReady(name);
  await set(name, "Temporary-pass-1", permanent);
  expect((await pool.get(name)).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  expect((await pool.tryPassword(name, "Temporary-pass-1")).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  expect(await refusedCall(pool.tryPassword(name))).toBe(WRONG);
});

test("a temporary one runs out like an invitation's (documented)", async () => {
  await pool.addReady("expiring");
  await set("expiring", "Temporary-pass-1", false);
  server.advance({ days: 7, seconds: 1 });
  expect(await refusedCall(pool.tryPassword("expiring", "Temporary-pass-1"))).toBe(
    "NotAuthorizedException: Temporary password has expired and must be reset by an administrator.",
  );
  await set("expiring", PASSWORD, true);
  expect((await pool.tryPassword("expiring")).AuthenticationResult).toBeDefined();
});

test("tokens stay good and refresh, whether the new one is permanent or not (recorded)", async () => {
  await pool.addReady("signed-in");
  const { accessToken, refreshToken } = await pool.signIn("signed-in");
  for (const [password, permanent] of [
    ["Temporary-pass-1", false],
    ["Permanent-pass-1", true],
  ] as const) {
    await set("signed-in", password, permanent);
    expect(await pool.getUser(accessToken)).toMatchObject({ Username: "signed-in" });
    expect((await pool.refresh(refreshToken)).AuthenticationResult).toBeDefined();
  }
});

test("works in any state: unconfirmed, to be reset, disabled (quoted; the last assumed)", async () => {
  await pool.signUp("unconfirmed");
  await set("unconfirmed", PASSWORD, true);
  expect((await pool.get("unconfirmed")).UserStatus).toBe("CONFIRMED");
  expect((await pool.attributesOf("unconfirmed")).email_verified).toBe("false");
  await pool.signUp("unconfirmed-too");
  await set("unconfirmed-too", PASSWORD, false);
  expect((await pool.get("unconfirmed-too")).UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  await pool.addReady("disabled");
  await pool.disable("disabled");
  await set("disabled", "Other-password-1", true);
  expect(await refusedCall(pool.tryPassword("disabled", "Other-password-1"))).toBe(
    "NotAuthorizedException: User is disabled.",
  );
});

test.each([
  ["A1!a", "Password not long enough"],
  ["lower-case-1", "Password must have uppercase characters"],
  ["UPPER-CASE-1", "Password must have lowercase characters"],
  ["No-Numbers-Here", "Password must have numeric characters"],
  ["NoSymbols1234", "Password must have symbol characters"],
])("%s is refused under the policy, and the old one stays (recorded, the rules quoted)", async (password, rule) => {
  const name = `weak-${rule.split(" ").at(-2)}`;
  await pool.addReady(name);
  for (const permanent of [true, false]) {
    expect(await refusedCall(set(name, password, permanent))).toBe(
      `InvalidPasswordException: Password does not conform to policy: ${rule}`,
    );
  }
  expect((await pool.tryPassword(name)).AuthenticationResult).toBeDefined();
});

test("an empty password, and one of white space, break the model's constraint", async () => {
  await pool.create("blank");
  for (const password of ["", "   "]) {
    expect(await refusedCall(set("blank", password, true))).toMatch(
      /^InvalidParameterException: 1 validation error detected: Value at 'password' failed/,
    );
  }
});

test("256 characters of any script are a password to the letter", async () => {
  await pool.create("long");
  const password = `Aa1!${"密🙂".repeat(126)}`;
  await set("long", password, true);
  expect((await pool.tryPassword("long", password)).AuthenticationResult).toBeDefined();
  expect(await refusedCall(pool.tryPassword("long", password.slice(0, -2)))).toBe(WRONG);
});

test("ends the lock that wrong passwords brought (assumed)", async () => {
  await pool.addReady("locked", { email: "locked@example.com", email_verified: "true" });
  for (const name of ["locked", "locked@example.com"]) {
    for (let turn = 0; turn < 5; turn += 1) await refusedCall(pool.tryPassword(name, "Wrong-password-1"));
    expect(await refusedCall(pool.tryPassword(name))).toBe("NotAuthorizedException: Password attempts exceeded");
  }
  await set("locked", "Fresh-password-1", true);
  for (const name of ["locked", "locked@example.com"]) {
    expect((await pool.tryPassword(name, "Fresh-password-1")).AuthenticationResult).toBeDefined();
  }
});

describe("with a history of two passwords", () => {
  let remembering: ManagedPool;
  beforeAll(async () => {
    remembering = await manageNewPool(server, { pool: { Policies: { PasswordPolicy: { PasswordHistorySize: 2 } } } });
  });

  test("the last two are refused, as permanent and as temporary ones; the third is free (documented)", async () => {
    await remembering.create("one");
    for (const password of ["First-pass-1", "Second-pass-2", "Third-pass-3"])
      await set("one", password, true, remembering);
    for (const password of ["Third-pass-3", "Second-pass-2"]) {
      expect(await refusedCall(set("one", password, true, remembering))).toBe(USED);
      expect(await refusedCall(set("one", password, false, remembering))).toBe(USED);
    }
    await set("one", "First-pass-1", true, remembering);
    expect((await remembering.tryPassword("one", "First-pass-1")).AuthenticationResult).toBeDefined();
  });

  test("a temporary one was never the user's own, and may come as the permanent one", async () => {
    await remembering.create("two", { TemporaryPassword: "Temporary-pass-1" });
    await set("two", "Temporary-pass-1", true, remembering);
    expect((await remembering.get("two")).UserStatus).toBe("CONFIRMED");
  });

  test("what the administrator set is history for the user too", async () => {
    await remembering.create("three");
    await set("three", "First-pass-1", true, remembering);
    await set("three", "Second-pass-2", true, remembering);
    const { accessToken: AccessToken } = await remembering.signIn("three", "Second-pass-2");
    const change = { AccessToken, PreviousPassword: "Second-pass-2", ProposedPassword: "First-pass-1" };
    expect(await refusedCall(remembering.sdk.send(new ChangePasswordCommand(change)))).toBe(USED);
  });

  test("an invitation sent again keeps the history and is not held to it (assumed)", async () => {
    await remembering.create("four", { UserAttributes: list({ email: "four@example.com" }) });
    await set("four", "First-pass-1", true, remembering);
    await set("four", "Temporary-pass-1", false, remembering);
    await remembering.create("four", { MessageAction: "RESEND", TemporaryPassword: "First-pass-1" });
    expect(await refusedCall(set("four", "First-pass-1", true, remembering))).toBe(USED);
  });
});

test.each([
  ["set again", (name: string) => set(name, "Temporary-pass-2", false)],
  ["made permanent", (name: string) => set(name, "Permanent-pass-2", true)],
  ["sent again", (name: string) => pool.create(name, { MessageAction: "RESEND" })],
])("whoever began to sign in with a temporary password that was then %s does not get on", async (how, replace) => {
  const name = `leaked-${how.replaceAll(" ", "-")}`;
  await pool.create(name, { TemporaryPassword: "Temporary-pass-1" });
  const { Session } = await pool.tryPassword(name, "Temporary-pass-1");
  await replace(name);
  const answer = new RespondToAuthChallengeCommand({
    ClientId: pool.main.clientId,
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    Session,
    ChallengeResponses: { USERNAME: name, NEW_PASSWORD: "Attackers-pass-1" },
  });
  expect(await refusedCall(pool.sdk.send(answer))).toMatch(/^NotAuthorizedException: /);
  expect(await refusedCall(pool.tryPassword(name, "Attackers-pass-1"))).toBe(WRONG);
});

test("of many at once one holds, and all are answered", async () => {
  await pool.addReady("crowded");
  const passwords = ["Crowded-pass-1", "Crowded-pass-2", "Crowded-pass-3"];
  await Promise.all(passwords.map((password) => set("crowded", password, true)));
  const attempts = await Promise.allSettled(passwords.map((password) => pool.tryPassword("crowded", password)));
  expect(attempts.filter(({ status }) => status === "fulfilled").length).toBe(1);
});

test("as many as come at once are put in order where no history is kept (assumed)", async () => {
  await pool.addReady("popular");
  const request = { ...pool.named("popular"), Password: PASSWORD, Permanent: true };
  const calls = Array.from({ length: 20 }, () => rawCall(server, "AdminSetUserPassword", request));
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(calls.map(() => 200));
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminSetUserPassword", (client, named) =>
    client.send(new AdminSetUserPasswordCommand({ ...named, Password: PASSWORD })),
  );
});
