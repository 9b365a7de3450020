import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  CreateGroupCommand,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ManagedPool, manageNewPool } from "../../../../test/cognito-idp/managed-pool.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectUserBoundaries } from "../../../../test/cognito-idp/user-boundaries.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: ManagedPool;
const remove = (username: string) => pool.sdk.send(new AdminDeleteUserCommand(pool.named(username)));

beforeAll(async () => {
  server = await startTestServer();
  pool = await manageNewPool(server, { pool: { AliasAttributes: ["email"] } });
});
afterAll(() => server.close());

test("the answer is empty to the last byte (recorded)", async () => {
  await pool.create("gone");
  expect(await rawCall(server, "AdminDeleteUser", pool.named("gone"))).toEqual({ status: 200, body: "" });
  expect(await refusedCall(pool.get("gone"))).toBe("UserNotFoundException: User does not exist.");
});

test("deleting again finds nobody (recorded)", async () => {
  await pool.create("twice");
  await remove("twice");
  expect(await refusedCall(remove("twice"))).toBe("UserNotFoundException: User does not exist.");
});

test("of two deletions at once one succeeds", async () => {
  await pool.create("both");
  const attempts = await Promise.allSettled([remove("both"), remove("both")]);
  expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("the user's tokens are of no use any more (recorded)", async () => {
  await pool.addReady("holder");
  const { accessToken, refreshToken } = await pool.signIn("holder");
  await remove("holder");
  expect(await refusedCall(pool.getUser(accessToken))).toBe("UserNotFoundException: User does not exist.");
  expect(await refusedCall(pool.refresh(refreshToken))).toBe(
    "NotAuthorizedException: The user has been deleted for the associated refresh token",
  );
});

test("another user of the same name inherits nothing: no tokens, no groups, no password (recorded)", async () => {
  await pool.sdk.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName: "staff" }));
  await pool.addReady("heir");
  await pool.sdk.send(new AdminAddUserToGroupCommand({ ...pool.named("heir"), GroupName: "staff" }));
  const { accessToken, refreshToken } = await pool.signIn("heir");
  await remove("heir");
  await pool.create("heir", { TemporaryPassword: "Another-one-1" });
  const { Users } = await pool.sdk.send(new ListUsersInGroupCommand({ UserPoolId: pool.poolId, GroupName: "staff" }));
  expect(Users).toEqual([]);
  expect(await refusedCall(pool.getUser(accessToken))).toBe("NotAuthorizedException: Invalid access token.");
  expect(await refusedCall(pool.refresh(refreshToken))).toBe(
    "NotAuthorizedException: The user has been deleted for the associated refresh token",
  );
  expect(await refusedCall(pool.tryPassword("heir"))).toBe("NotAuthorizedException: Incorrect username or password.");
});

test("the user's verified address is free for another", async () => {
  const attributes = { email: "free@example.com", email_verified: "true" };
  await pool.addReady("first", attributes);
  await remove("free@example.com");
  await pool.addReady("second", attributes);
  expect((await pool.get("free@example.com")).Username).toBe("second");
});

test("keeps to its pool", async () => {
  await expectUserBoundaries(pool, "AdminDeleteUser", (client, named) =>
    client.send(new AdminDeleteUserCommand(named)),
  );
});
