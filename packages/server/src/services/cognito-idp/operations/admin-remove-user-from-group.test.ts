import {
  AdminAddUserToGroupCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, present, sdkClient, type TestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: TestPool;
let client: ReturnType<typeof sdkClient>;
const remove = (Username: string, GroupName: string) =>
  client.send(new AdminRemoveUserFromGroupCommand({ UserPoolId: pool.poolId, Username, GroupName }));

async function groupOf(GroupName: string, ...users: string[]): Promise<void> {
  await client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName }));
  for (const Username of users) {
    await client.send(new AdminAddUserToGroupCommand({ UserPoolId: pool.poolId, Username, GroupName }));
  }
}

async function members(GroupName: string): Promise<(string | undefined)[]> {
  const { Users } = await client.send(new ListUsersInGroupCommand({ UserPoolId: pool.poolId, GroupName }));
  return present(Users).map(({ Username }) => Username);
}

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
  for (const name of ["alice", "bob"]) await pool.signUp(name);
});
afterAll(() => server.close());

test("answers with nothing and takes this user out of this group only", async () => {
  await groupOf("left", "alice", "bob");
  await groupOf("kept", "alice");
  const request = { UserPoolId: pool.poolId, Username: "alice", GroupName: "left" };
  expect(await rawCall(server, "AdminRemoveUserFromGroup", request)).toEqual({ status: 200, body: "" });
  expect(await members("left")).toEqual(["bob"]);
  expect(await members("kept")).toEqual(["alice"]);
});

test("who is not in the group, or no group at all, is no error (recorded)", async () => {
  await groupOf("empty");
  for (const GroupName of ["empty", "absent"]) {
    const request = { UserPoolId: pool.poolId, Username: "alice", GroupName };
    expect(await rawCall(server, "AdminRemoveUserFromGroup", request)).toEqual({ status: 200, body: "" });
  }
});

test("a user who does not exist: UserNotFoundException, with or without the group (recorded)", async () => {
  await groupOf("populated", "alice");
  for (const group of ["absent", "populated"]) {
    expect(await refusedCall(remove("absent", group))).toBe("UserNotFoundException: User does not exist.");
  }
});

test("the user may be named by the sub (documented); another pool's user is a stranger", async () => {
  const sub = await pool.signUp("named");
  await groupOf("by-sub", "named");
  await remove(sub, "by-sub");
  expect(await members("by-sub")).toEqual([]);
  const stranger = await (await createTestPool(server)).signUp("stranger");
  expect(await refusedCall(remove(stranger, "by-sub"))).toMatch(/^UserNotFoundException/);
});

test("a name that no group can have: InvalidParameterException", async () => {
  expect(await refusedCall(remove("alice", "x".repeat(129)))).toMatch(
    /^InvalidParameterException: 1 validation error detected: .* at 'groupName' failed/,
  );
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  await groupOf("boundary", "alice");
  await expectPoolBoundaries(server, "AdminRemoveUserFromGroup", pool.poolId, (caller, UserPoolId) =>
    caller.send(new AdminRemoveUserFromGroupCommand({ UserPoolId, Username: "alice", GroupName: "boundary" })),
  );
  expect(await members("boundary")).toEqual(["alice"]);
});
