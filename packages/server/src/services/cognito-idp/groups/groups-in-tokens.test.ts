import {
  AdminAddUserToGroupCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  UpdateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestPool, sdkClient, type TestPool, type Tokens } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

// The steps and what they lead to are those of stackd's group_workflows recording of September 2026.

let server: Poolhouse;
let pool: TestPool;
let client: ReturnType<typeof sdkClient>;
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;
const create = (GroupName: string, settings: { Precedence?: number; RoleArn?: string } = {}) =>
  client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName, ...settings }));
const update = (GroupName: string, settings: { Precedence?: number; RoleArn?: string }) =>
  client.send(new UpdateGroupCommand({ UserPoolId: pool.poolId, GroupName, ...settings }));
const add = (GroupName: string) =>
  client.send(new AdminAddUserToGroupCommand({ UserPoolId: pool.poolId, GroupName, Username: "alice" }));
const take = (GroupName: string) =>
  client.send(new AdminRemoveUserFromGroupCommand({ UserPoolId: pool.poolId, GroupName, Username: "alice" }));

/** What both tokens say of groups; lists in order of their text, since AWS's order is none. */
function groupsIn({ id, access }: Tokens) {
  const sorted = (claims: Record<string, unknown>, name: string) =>
    Array.isArray(claims[name]) ? [...claims[name]].sort() : claims[name];
  expect(sorted(access, "cognito:groups")).toEqual(sorted(id, "cognito:groups"));
  expect(Object.keys(access)).not.toContain("cognito:roles");
  expect(Object.keys(access)).not.toContain("cognito:preferred_role");
  return {
    groups: sorted(id, "cognito:groups"),
    roles: sorted(id, "cognito:roles"),
    preferred: id["cognito:preferred_role"],
  };
}

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
beforeEach(async () => {
  pool = await createTestPool(server);
  await pool.addUser("alice");
});
afterAll(() => server.close());

test("without groups there is no claim of them in either token (recorded)", async () => {
  const { id, access } = await pool.signIn("alice");
  for (const claims of [id, access]) {
    expect(Object.keys(claims).filter((name) => /groups|role/.test(name))).toEqual([]);
  }
});

test("groups are in both tokens, roles and the preferred role in the ID token only (recorded)", async () => {
  await create("reader", { RoleArn: role("reader"), Precedence: 10 });
  await add("reader");
  expect(groupsIn(await pool.signIn("alice"))).toEqual({
    groups: ["reader"],
    roles: [role("reader")],
    preferred: role("reader"),
  });
});

test("a group without a role brings no roles (recorded)", async () => {
  await create("z-default");
  await add("z-default");
  expect(groupsIn(await pool.signIn("alice"))).toEqual({
    groups: ["z-default"],
    roles: undefined,
    preferred: undefined,
  });
});

test("a refresh tells the groups, roles and precedence of now (recorded)", async () => {
  const before = await pool.signIn("alice");
  await create("reader", { RoleArn: role("reader"), Precedence: 10 });
  await create("writer", { RoleArn: role("writer"), Precedence: 10 });
  await add("reader");
  expect(groupsIn(await pool.refresh(before))).toMatchObject({ groups: ["reader"], preferred: role("reader") });

  await add("writer");
  const tied = { groups: ["reader", "writer"], roles: [role("reader"), role("writer")] };
  expect(groupsIn(await pool.refresh(before))).toEqual({ ...tied, preferred: undefined });

  await update("writer", { Precedence: 9 });
  expect(groupsIn(await pool.refresh(before))).toEqual({ ...tied, preferred: role("writer") });

  await update("writer", { RoleArn: role("other") });
  expect(groupsIn(await pool.refresh(before))).toMatchObject({ preferred: role("other") });

  await client.send(new DeleteGroupCommand({ UserPoolId: pool.poolId, GroupName: "writer" }));
  expect(groupsIn(await pool.refresh(before))).toMatchObject({ groups: ["reader"], preferred: role("reader") });

  await take("reader");
  expect(groupsIn(await pool.refresh(before))).toEqual({ groups: undefined, roles: undefined, preferred: undefined });
});

test("the lowest precedence among the groups that have a role decides (recorded)", async () => {
  await create("empty-first", { Precedence: 0 });
  await create("writer", { RoleArn: role("writer"), Precedence: 9 });
  await create("reader", { RoleArn: role("reader"), Precedence: 10 });
  for (const group of ["empty-first", "reader", "writer"]) await add(group);
  expect(groupsIn(await pool.signIn("alice"))).toEqual({
    groups: ["empty-first", "reader", "writer"],
    roles: [role("reader"), role("writer")],
    preferred: role("writer"),
  });
});

test("two groups of one precedence and one role agree, and the role comes once (recorded)", async () => {
  for (const group of ["reader", "writer"]) {
    await create(group, { RoleArn: role("reader"), Precedence: 10 });
    await add(group);
  }
  expect(groupsIn(await pool.signIn("alice"))).toEqual({
    groups: ["reader", "writer"],
    roles: [role("reader")],
    preferred: role("reader"),
  });
});

test("a group without precedence never gives the preferred role, not even alone (recorded)", async () => {
  await create("null-a", { RoleArn: role("reader") });
  await add("null-a");
  expect(groupsIn(await pool.signIn("alice"))).toEqual({
    groups: ["null-a"],
    roles: [role("reader")],
    preferred: undefined,
  });
  await create("ranked", { RoleArn: role("writer"), Precedence: 10 });
  await add("ranked");
  expect(groupsIn(await pool.signIn("alice"))).toMatchObject({ preferred: role("writer") });
});

test("all hundred groups of a user are in the tokens", async () => {
  const names = Array.from({ length: 100 }, (_, index) => `group-${String(index).padStart(3, "0")}`);
  await Promise.all(names.map((name) => create(name)));
  await Promise.all(names.map((name) => add(name)));
  expect(groupsIn(await pool.signIn("alice")).groups).toEqual(names);
});

test("another user of the pool gets none of them", async () => {
  await create("reader", { RoleArn: role("reader"), Precedence: 1 });
  await add("reader");
  await pool.addUser("bob");
  expect(groupsIn(await pool.signIn("bob"))).toEqual({ groups: undefined, roles: undefined, preferred: undefined });
});
