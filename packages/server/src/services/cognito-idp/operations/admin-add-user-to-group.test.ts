import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
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
const create = (GroupName: string, { poolId } = pool) =>
  client.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName }));
const add = (Username: string, GroupName: string, { poolId } = pool) =>
  client.send(new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username, GroupName }));

async function members(GroupName: string, { poolId } = pool): Promise<(string | undefined)[]> {
  const { Users } = await client.send(new ListUsersInGroupCommand({ UserPoolId: poolId, GroupName }));
  return present(Users).map(({ Username }) => Username);
}

async function groupCount(Username: string): Promise<number> {
  const count = async (NextToken?: string): Promise<number> => {
    const page = await client.send(
      new AdminListGroupsForUserCommand({ UserPoolId: pool.poolId, Username, ...(NextToken && { NextToken }) }),
    );
    return present(page.Groups).length + (page.NextToken ? await count(page.NextToken) : 0);
  };
  return count();
}

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
  await pool.signUp("alice");
});
afterAll(() => server.close());

test("answers with nothing, the second time too (recorded)", async () => {
  await create("reader");
  const request = { UserPoolId: pool.poolId, Username: "alice", GroupName: "reader" };
  for (const _ of [1, 2]) {
    expect(await rawCall(server, "AdminAddUserToGroup", request)).toEqual({ status: 200, body: "" });
  }
  expect(await members("reader")).toEqual(["alice"]);
});

test("a user who does not exist comes before a group that does not: UserNotFoundException (recorded)", async () => {
  await create("populated");
  for (const group of ["absent", "populated"]) {
    expect(await refusedCall(add("absent-user", group))).toBe("UserNotFoundException: User does not exist.");
  }
});

test("a group that does not exist: ResourceNotFoundException (recorded)", async () => {
  expect(await refusedCall(add("alice", "absent"))).toBe("ResourceNotFoundException: Group not found.");
});

test("the user may be named by a verified alias (recorded) and by the sub (documented), not by an unverified one", async () => {
  const aliased = await createTestPool(server, { AliasAttributes: ["email"] });
  await create("writer", aliased);
  const sub = await aliased.addUser("confirmed");
  await add(`confirmed.${aliased.poolId}@example.com`, "writer", aliased);
  await add(sub, "writer", aliased);
  expect(await members("writer", aliased)).toEqual(["confirmed"]);

  await aliased.signUp("unconfirmed");
  expect(await refusedCall(add(`unconfirmed.${aliased.poolId}@example.com`, "writer", aliased))).toMatch(
    /^UserNotFoundException/,
  );
});

test("the user's name compares as the pool says (documented)", async () => {
  const folding = await createTestPool(server, { UsernameConfiguration: { CaseSensitive: false } });
  await create("writer", folding);
  await folding.signUp("Mary");
  await add("mARY", "writer", folding);
  expect(await members("writer", folding)).toEqual(["Mary"]);
  await pool.signUp("Exact");
  await create("exact");
  expect(await refusedCall(add("exact", "exact"))).toMatch(/^UserNotFoundException/);
});

test("users and groups of another pool are strangers", async () => {
  const other = await createTestPool(server);
  const sub = await other.signUp("theirs");
  await create("their-group", other);
  await create("own-group");
  for (const stranger of ["theirs", sub]) {
    expect(await refusedCall(add(stranger, "own-group"))).toMatch(/^UserNotFoundException/);
  }
  expect(await refusedCall(add("alice", "their-group"))).toBe("ResourceNotFoundException: Group not found.");
});

test("a user is in at most 100 groups, also when many are added at once: InvalidParameterException (quota documented, error assumed)", async () => {
  await pool.signUp("joiner");
  await Promise.all(Array.from({ length: 110 }, (_, index) => create(`crowd-${index}`)));
  for (let index = 0; index < 95; index++) await add("joiner", `crowd-${index}`);
  const late = await Promise.allSettled(Array.from({ length: 15 }, (_, index) => add("joiner", `crowd-${95 + index}`)));
  expect(late.filter(({ status }) => status === "fulfilled").length).toBe(5);
  expect(await groupCount("joiner")).toBe(100);
  const left = late.findIndex(({ status }) => status === "rejected");
  expect(await refusedCall(add("joiner", `crowd-${95 + left}`))).toBe(
    "InvalidParameterException: Maximum number of groups for a user reached.",
  );
  await add("joiner", "crowd-0");
});

test("of many that add one user at once all succeed, and the user is in the group once", async () => {
  await create("race");
  await Promise.all(Array.from({ length: 20 }, () => add("alice", "race")));
  expect(await members("race")).toEqual(["alice"]);
});

test("an empty user name: InvalidParameterException, without the value", async () => {
  expect(await refusedCall(add("", "reader"))).toMatch(
    /^InvalidParameterException: 2 validation errors detected: Value at 'username' failed/,
  );
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await create("boundary");
  await expectPoolBoundaries(server, "AdminAddUserToGroup", pool.poolId, (caller, UserPoolId) =>
    caller.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: "alice", GroupName: "boundary" })),
  );
  expect(await members("boundary")).toEqual([]);
});
