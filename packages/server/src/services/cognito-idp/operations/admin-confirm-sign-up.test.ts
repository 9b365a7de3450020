import {
  AdminConfirmSignUpCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmSignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { list, type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: ManagedPool;
const confirm = (username: string) => pool.sdk.send(new AdminConfirmSignUpCommand(pool.named(username)));

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("a confirmed user may sign in; the answer is an empty object (recorded)", async () => {
  await pool.signUp("new");
  expect(await rawCall(server, "AdminConfirmSignUp", pool.named("new"))).toEqual({ status: 200, body: "{}" });
  expect((await pool.get("new")).UserStatus).toBe("CONFIRMED");
  expect(await pool.signIn("new")).toHaveProperty("accessToken");
});

test("verifies no address (documented)", async () => {
  await pool.signUp("unproven");
  await confirm("unproven");
  expect((await pool.attributesOf("unproven")).email_verified).toBe("false");
  expect(await refusedCall(pool.get("unproven@example.com"))).toBe("UserNotFoundException: User does not exist.");
});

test("whoever is past confirmation is refused, by the present status (quoted)", async () => {
  await pool.addReady("confirmed");
  await pool.create("invited");
  expect(await refusedCall(confirm("confirmed"))).toBe(
    "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED",
  );
  expect(await refusedCall(confirm("invited"))).toBe(
    "NotAuthorizedException: User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD",
  );
});

test("of two confirmations at once one succeeds", async () => {
  await pool.signUp("both");
  const attempts = await Promise.allSettled([confirm("both"), confirm("both")]);
  expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("the code that was sent is of no use afterwards", async () => {
  await pool.signUp("late");
  const ConfirmationCode = await pool.code("late");
  await confirm("late");
  const late = new ConfirmSignUpCommand({ ClientId: pool.main.clientId, Username: "late", ConfirmationCode });
  expect(await refusedCall(pool.sdk.send(late))).toBe(
    "NotAuthorizedException: User cannot be confirmed. Current status is CONFIRMED",
  );
});

test("a disabled user is confirmed and stays disabled (assumed)", async () => {
  await pool.signUp("disabled");
  await pool.disable("disabled");
  await confirm("disabled");
  expect(await pool.get("disabled")).toMatchObject({ Enabled: false, UserStatus: "CONFIRMED" });
});

test("a sign-up whose address is verified already may be found by it", async () => {
  await pool.signUp("vouched");
  const UserAttributes = list({ email_verified: "true" });
  await pool.sdk.send(new AdminUpdateUserAttributesCommand({ ...pool.named("vouched"), UserAttributes }));
  await pool.sdk.send(new AdminConfirmSignUpCommand(pool.named("vouched@example.com")));
  expect((await pool.get("vouched")).UserStatus).toBe("CONFIRMED");
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminConfirmSignUp", (client, named) =>
    client.send(new AdminConfirmSignUpCommand(named)),
  );
});
