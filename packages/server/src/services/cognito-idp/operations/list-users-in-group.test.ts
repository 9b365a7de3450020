import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
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
const users = Array.from({ length: 12 }, (_, index) => `user-${index}`);

async function page(GroupName: string, request: { Limit?: number; NextToken?: string } = {}) {
  const answer = await client.send(new ListUsersInGroupCommand({ UserPoolId: pool.poolId, GroupName, ...request }));
  return { names: present(answer.Users).map(({ Username }) => present(Username)), next: answer.NextToken };
}

async function groupOf(GroupName: string, members: string[]): Promise<void> {
  await client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName }));
  for (const Username of members) await add(GroupName, Username);
}

const add = (GroupName: string, Username: string) =>
  client.send(new AdminAddUserToGroupCommand({ UserPoolId: pool.poolId, GroupName, Username }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
  await Promise.all(users.map((name) => pool.signUp(name)));
});
afterAll(() => server.close());

test("a group without users has an empty list (recorded)", async () => {
  await groupOf("empty", []);
  const request = { UserPoolId: pool.poolId, GroupName: "empty" };
  expect(await rawCall(server, "ListUsersInGroup", request)).toEqual({ status: 200, body: '{"Users":[]}' });
});

test("a user is shown with every attribute, the sub last, and nothing besides (recorded)", async () => {
  const sub = await pool.addUser("alice");
  await groupOf("shown", ["alice"]);
  const { Users } = await client.send(new ListUsersInGroupCommand({ UserPoolId: pool.poolId, GroupName: "shown" }));
  expect(Users).toEqual([
    {
      Username: "alice",
      Attributes: [
        { Name: "email", Value: `alice.${pool.poolId}@example.com` },
        { Name: "email_verified", Value: "true" },
        { Name: "sub", Value: sub },
      ],
      Enabled: true,
      UserStatus: "CONFIRMED",
      UserCreateDate: expect.any(Date),
      UserLastModifiedDate: expect.any(Date),
    },
  ]);
});

test("a deleted user is in it no more (recorded), a disabled one is (assumed)", async () => {
  for (const name of ["deleted", "disabled"]) await pool.signUp(name);
  await groupOf("departing", ["deleted", "disabled"]);
  await client.send(new AdminDeleteUserCommand({ UserPoolId: pool.poolId, Username: "deleted" }));
  await client.send(new AdminDisableUserCommand({ UserPoolId: pool.poolId, Username: "disabled" }));
  expect((await page("departing")).names).toEqual(["disabled"]);
});

test("in pages every user comes once (recorded)", async () => {
  await groupOf("paged", users);
  for (const Limit of [1, 5, 12, 60]) {
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const { names, next } = await page("paged", { Limit, ...(token && { NextToken: token }) });
      expect(names.length).toBeLessThanOrEqual(Limit);
      seen.push(...names);
      token = next;
    } while (token);
    expect(seen.sort()).toEqual([...users].sort());
  }
});

test("what stays is neither lost nor repeated while others join and leave", async () => {
  const [staying, leaving, joining] = [users.slice(0, 5), users.slice(5, 9), users.slice(9)];
  await groupOf("moving", [...staying, ...leaving]);
  const seen: string[] = [];
  let token: string | undefined;
  do {
    const { names, next } = await page("moving", { Limit: 2, ...(token && { NextToken: token }) });
    seen.push(...names);
    token = next;
    const [Username, newcomer] = [leaving.pop(), joining.pop()];
    if (Username) {
      const left = { UserPoolId: pool.poolId, GroupName: "moving", Username };
      await client.send(new AdminRemoveUserFromGroupCommand(left));
    }
    if (newcomer) await add("moving", newcomer);
  } while (token);
  expect(seen.filter((name) => staying.includes(name)).sort()).toEqual([...staying].sort());
  expect(new Set(seen).size).toBe(seen.length);
});

test("a token that this group's list did not give: InvalidParameterException (recorded)", async () => {
  await groupOf("first", users.slice(0, 2));
  await groupOf("second", users.slice(0, 2));
  const theirs = present((await page("second", { Limit: 1 })).next);
  for (const NextToken of ["invalid", theirs]) {
    expect(await refusedCall(page("first", { NextToken }))).toBe(
      "InvalidParameterException: Paging marker is invalid.",
    );
  }
});

test("a limit of 0: InvalidParameterException (recorded, where the text shows an inner service's name around it)", async () => {
  await groupOf("limited", []);
  expect(await refusedCall(page("limited", { Limit: 0 }))).toBe(
    "InvalidParameterException: 1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
});

test("a group that does not exist: ResourceNotFoundException (assumed)", async () => {
  expect(await refusedCall(page("absent"))).toBe("ResourceNotFoundException: Group not found.");
});

test("another pool's group of the same name has its own users (recorded)", async () => {
  await groupOf("shared", users.slice(0, 1));
  const other = await createTestPool(server);
  await client.send(new CreateGroupCommand({ UserPoolId: other.poolId, GroupName: "shared" }));
  const { Users } = await client.send(new ListUsersInGroupCommand({ UserPoolId: other.poolId, GroupName: "shared" }));
  expect(Users).toEqual([]);
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await groupOf("boundary", []);
  await expectPoolBoundaries(server, "ListUsersInGroup", pool.poolId, (caller, UserPoolId) =>
    caller.send(new ListUsersInGroupCommand({ UserPoolId, GroupName: "boundary" })),
  );
});
