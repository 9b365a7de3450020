import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  GetGroupCommand,
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

async function page(Username: string, request: { Limit?: number; NextToken?: string } = {}) {
  const answer = await client.send(
    new AdminListGroupsForUserCommand({ UserPoolId: pool.poolId, Username, ...request }),
  );
  return { names: present(answer.Groups).map(({ GroupName }) => present(GroupName)), next: answer.NextToken };
}

async function join(Username: string, ...groups: string[]): Promise<void> {
  for (const GroupName of groups) {
    await client.send(new AdminAddUserToGroupCommand({ UserPoolId: pool.poolId, Username, GroupName }));
  }
}

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
  for (const name of ["alice", "bob", "nobody"]) await pool.signUp(name);
  for (const GroupName of ["writer", "null-b", "reader", "others"]) {
    await client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName, Description: `the ${GroupName}` }));
  }
  await join("alice", "writer", "null-b", "reader");
  await join("bob", "others", "reader");
});
afterAll(() => server.close());

test("a user without groups has an empty list (recorded)", async () => {
  const request = { UserPoolId: pool.poolId, Username: "nobody" };
  expect(await rawCall(server, "AdminListGroupsForUser", request)).toEqual({ status: 200, body: '{"Groups":[]}' });
});

test("the user's groups, each as GetGroup shows it (recorded)", async () => {
  const { Groups } = await client.send(
    new AdminListGroupsForUserCommand({ UserPoolId: pool.poolId, Username: "alice" }),
  );
  expect(present(Groups).length).toBe(3);
  for (const group of present(Groups)) {
    const command = new GetGroupCommand({ UserPoolId: pool.poolId, GroupName: group.GroupName });
    expect(group).toEqual((await client.send(command)).Group);
  }
});

test("in pages every group comes once (recorded)", async () => {
  const first = await page("alice", { Limit: 1 });
  const second = await page("alice", { Limit: 1, NextToken: present(first.next) });
  const third = await page("alice", { Limit: 1, NextToken: present(second.next) });
  expect([first, second, third].flatMap(({ names }) => names).sort()).toEqual(["null-b", "reader", "writer"]);
  expect(third.next).toBeUndefined();
});

test("leaving and joining between two pages loses and repeats no other group", async () => {
  const names = Array.from({ length: 10 }, (_, index) => `page-${index}`);
  for (const GroupName of names) {
    await client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName }));
  }
  await pool.signUp("mover");
  await join("mover", ...names);
  const first = await page("mover", { Limit: 5 });
  const left = { UserPoolId: pool.poolId, Username: "mover", GroupName: present(first.names[0]) };
  await client.send(new AdminRemoveUserFromGroupCommand(left));
  await join("mover", present(first.names[0]));
  const second = await page("mover", { NextToken: present(first.next) });
  expect([...first.names, ...second.names].sort()).toEqual(names);
});

test("a token that this user's list did not give: InvalidParameterException (recorded)", async () => {
  const bobs = present((await page("bob", { Limit: 1 })).next);
  for (const NextToken of ["invalid", bobs]) {
    expect(await refusedCall(page("alice", { NextToken }))).toBe(
      "InvalidParameterException: Provided pagination token is invalid. Check the token and try your request again.",
    );
  }
});

test("a limit of 0: InvalidParameterException (recorded)", async () => {
  expect(await refusedCall(page("alice", { Limit: 0 }))).toBe(
    "InvalidParameterException: 1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
});

test("a user who does not exist: UserNotFoundException (recorded)", async () => {
  expect(await refusedCall(page("absent"))).toBe("UserNotFoundException: User does not exist.");
  const stranger = await (await createTestPool(server)).signUp("stranger");
  expect(await refusedCall(page(stranger))).toMatch(/^UserNotFoundException/);
});

test("a user who is deleted and comes back is in no group (recorded)", async () => {
  await pool.signUp("phoenix");
  await join("phoenix", "reader");
  await client.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: "phoenix" }));
  expect(await refusedCall(page("phoenix"))).toBe("UserNotFoundException: User does not exist.");
  await pool.signUp("phoenix");
  expect((await page("phoenix")).names).toEqual([]);
});

test("the token goes on whatever name of the user is given with it", async () => {
  const aliased = await createTestPool(server);
  const sub = await aliased.signUp("alice");
  for (const GroupName of ["a", "b"]) {
    await client.send(new CreateGroupCommand({ UserPoolId: aliased.poolId, GroupName }));
    await client.send(new AdminAddUserToGroupCommand({ UserPoolId: aliased.poolId, Username: sub, GroupName }));
  }
  const list = (Username: string, NextToken?: string) =>
    client.send(
      new AdminListGroupsForUserCommand({
        UserPoolId: aliased.poolId,
        Username,
        Limit: 1,
        ...(NextToken && { NextToken }),
      }),
    );
  const first = await list("alice");
  expect((await list(sub, present(first.NextToken))).Groups?.map(({ GroupName }) => GroupName)).toEqual(["b"]);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "AdminListGroupsForUser", pool.poolId, (caller, UserPoolId) =>
    caller.send(new AdminListGroupsForUserCommand({ UserPoolId, Username: "alice" })),
  ));
