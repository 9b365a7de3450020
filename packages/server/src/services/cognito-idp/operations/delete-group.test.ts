import {
  AdminAddUserToGroupCommand,
  AdminListGroupsForUserCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  ListUsersInGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient, type TestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { proofDatabases } from "../../../../test/proof/proof-server.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: TestPool;
let client: ReturnType<typeof sdkClient>;

const create = (GroupName: string) => client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName }));
const remove = (GroupName: string) => client.send(new DeleteGroupCommand({ UserPoolId: pool.poolId, GroupName }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("answers with nothing; a second time: ResourceNotFoundException (recorded)", async () => {
  await create("short");
  const request = { UserPoolId: pool.poolId, GroupName: "short" };
  expect(await rawCall(server, "DeleteGroup", request)).toEqual({ status: 200, body: "" });
  expect(await refusedCall(remove("short"))).toBe("ResourceNotFoundException: Group not found.");
});

test("its users stay and are in it no more, also when it comes back (recorded)", async () => {
  await pool.signUp("alice");
  const user = { UserPoolId: pool.poolId, Username: "alice" };
  for (const GroupName of ["kept", "gone"]) {
    await create(GroupName);
    await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName }));
  }
  const groupsOfAlice = async () => {
    const { Groups } = await client.send(new AdminListGroupsForUserCommand(user));
    return Groups?.map(({ GroupName }) => GroupName);
  };
  await remove("gone");
  expect(await groupsOfAlice()).toEqual(["kept"]);
  await create("gone");
  expect(await groupsOfAlice()).toEqual(["kept"]);
  const { Users } = await client.send(new ListUsersInGroupCommand({ UserPoolId: pool.poolId, GroupName: "gone" }));
  expect(Users).toEqual([]);
});

test.runIf(proofDatabases.some(({ name }) => name === "sqlite"))(
  "of a large group a thousand users at most go in the unit that deletes it, the others before",
  async () => {
    const own = await proofDatabases.find(({ name }) => name === "sqlite")?.start({});
    if (own === undefined) throw new Error("There is no SQLite");
    const { poolId: UserPoolId } = await createTestPool(own);
    const sdk = sdkClient(own);
    const group = { UserPoolId, GroupName: "large" };
    await sdk.send(new CreateGroupCommand(group));
    await own.tamper(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 1150)
      insert into group_members (pool_id, group_name, sub, added_at) select '${UserPoolId}', 'large', 'u' || i, 0 from n`);
    await own.tamper(`create trigger bounded before delete on "groups"
      when (select count(*) from group_members where group_name = old.name) <> 1000
      begin select raise(abort, 'not bounded'); end`);
    await sdk.send(new DeleteGroupCommand(group));
    expect(await own.select("select sub from group_members")).toEqual([]);
    await own.close();
  },
);

test("another pool's group of that name stays", async () => {
  const other = await createTestPool(server);
  const theirs = { UserPoolId: other.poolId, GroupName: "twice" };
  await client.send(new CreateGroupCommand(theirs));
  await create("twice");
  await remove("twice");
  expect(await refusedCall(client.send(new CreateGroupCommand(theirs)))).toMatch(/^GroupExistsException/);
});

test("of two deletions at once one is told that there is no group", async () => {
  await create("race");
  const answers = await Promise.allSettled([remove("race"), remove("race")]);
  expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a member who is added while the group is deleted is never left behind", async () => {
  await pool.signUp("racer");
  for (let round = 0; round < 20; round++) {
    const GroupName = `vanishing-${round}`;
    const member = { UserPoolId: pool.poolId, Username: "racer", GroupName };
    await create(GroupName);
    await Promise.allSettled([client.send(new AdminAddUserToGroupCommand(member)), remove(GroupName)]);
    await create(GroupName);
    const { Users } = await client.send(new ListUsersInGroupCommand({ UserPoolId: pool.poolId, GroupName }));
    expect(Users).toEqual([]);
  }
});

test("a missing name: InvalidParameterException", async () => {
  expect(await rawCall(server, "DeleteGroup", { UserPoolId: pool.poolId })).toMatchObject({
    status: 400,
    body: expect.stringContaining("InvalidParameterException"),
  });
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await create("boundary");
  await expectPoolBoundaries(server, "DeleteGroup", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DeleteGroupCommand({ UserPoolId, GroupName: "boundary" })),
  );
  await remove("boundary");
});
