import { CreateGroupCommand, DeleteGroupCommand, GetGroupCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { proofDatabases } from "../../../../test/proof/proof-server.ts";
import { recordError } from "../../../../test/record-error.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let UserPoolId: string;
let other: string;
let client: ReturnType<typeof sdkClient>;
const create = (request: Omit<ConstructorParameters<typeof CreateGroupCommand>[0], "UserPoolId">, pool = UserPoolId) =>
  client.send(new CreateGroupCommand({ UserPoolId: pool, ...request }));
const role = (account: string, name = "reader") => `arn:aws:iam::${account}:role/${name}`;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  UserPoolId = (await createTestPool(server)).poolId;
  other = (await createTestPool(server)).poolId;
});
afterAll(() => server.close());

test("a group has a name, its pool and two equal dates, and nothing that was not given (recorded)", async () => {
  const { Group } = await create({ GroupName: "plain" });
  expect(Group).toEqual({
    GroupName: "plain",
    UserPoolId,
    CreationDate: expect.any(Date),
    LastModifiedDate: Group?.CreationDate,
  });
});

test("a description, a role and a precedence are given back, a precedence of 0 too (recorded)", async () => {
  const given = { Description: "reader role", RoleArn: role("000000000000"), Precedence: 0 };
  const { Group } = await create({ GroupName: "reader", ...given });
  expect(Group).toMatchObject(given);
  expect((await client.send(new GetGroupCommand({ UserPoolId, GroupName: "reader" }))).Group).toEqual(Group);
});

test("an empty description is none (assumed)", async () => {
  const { Group } = await create({ GroupName: "undescribed", Description: "" });
  expect(Group).not.toHaveProperty("Description");
});

test("a name that is taken is refused and the group stays as it was (recorded)", async () => {
  await create({ GroupName: "taken", Description: "first" });
  expect(await refusedCall(create({ GroupName: "taken", Description: "must not replace" }))).toBe(
    "GroupExistsException: A group with the name already exists.",
  );
  const { Group } = await client.send(new GetGroupCommand({ UserPoolId, GroupName: "taken" }));
  expect(Group?.Description).toBe("first");
});

test("two pools may have groups of one name (recorded)", async () => {
  await create({ GroupName: "everywhere" });
  const { Group } = await create({ GroupName: "everywhere" }, other);
  expect(Group?.UserPoolId).toBe(other);
});

test("names that differ in case or in their Unicode form are different names (assumed)", async () => {
  for (const GroupName of ["Case", "case", "\u00e9", "e\u0301", "名前🙂", "__proto__", "a/b", "%", "'"]) {
    const { Group } = await create({ GroupName });
    expect(Group?.GroupName).toBe(GroupName);
    expect((await client.send(new GetGroupCommand({ UserPoolId, GroupName }))).Group?.GroupName).toBe(GroupName);
  }
});

test("of fifty that create one name at once one succeeds", async () => {
  const attempts = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) => create({ GroupName: "race", Description: `attempt ${index}` })),
  );
  const [winner, ...more] = attempts.filter(({ status }) => status === "fulfilled");
  expect(more).toEqual([]);
  const { Group } = await client.send(new GetGroupCommand({ UserPoolId, GroupName: "race" }));
  expect(winner).toMatchObject({ value: { Group } });
});

test("a name that was deleted can be used again", async () => {
  await create({ GroupName: "again", Description: "old" });
  await client.send(new DeleteGroupCommand({ UserPoolId, GroupName: "again" }));
  expect((await create({ GroupName: "again" })).Group).not.toHaveProperty("Description");
});

describe.each(proofDatabases)("on $name", ({ start }) => {
  test("a pool has at most 10,000 groups: LimitExceededException (quota documented, text assumed)", async () => {
    const own = await start({ overrides: { observe: recordError } });
    const sdk = sdkClient(own);
    const { poolId } = await createTestPool(own);
    const add = (GroupName: string) => sdk.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName }));
    await own.tamper(`with recursive n (i) as (select 1 union all select i + 1 from n where i < 9999)
      insert into "groups" (pool_id, name, created_at, modified_at) select '${poolId}', 'g' || i, 0, 0 from n`);
    await add("last");
    expect(await refusedCall(add("one-more"))).toBe("LimitExceededException: Maximum number of groups reached.");
    expect(await refusedCall(add("g1"))).toMatch(/^GroupExistsException/);
    await sdk.send(new DeleteGroupCommand({ UserPoolId: poolId, GroupName: "g1" }));
    await add("one-more");
    await own.close();
  });
});

test("a negative precedence is refused (recorded)", async () => {
  expect(await refusedCall(create({ GroupName: "negative", Precedence: -1 }))).toBe(
    "InvalidParameterException: 1 validation error detected: Value '-1' at 'precedence' failed to satisfy constraint: Member must have value greater than or equal to 0",
  );
});

test("the greatest precedence is kept", async () => {
  expect((await create({ GroupName: "last", Precedence: 2 ** 31 - 1 })).Group?.Precedence).toBe(2 ** 31 - 1);
});

test("a description of 2048 characters passes, one more does not", async () => {
  const Description = "é".repeat(2048);
  expect((await create({ GroupName: "long", Description })).Group?.Description).toBe(Description);
  expect(await refusedCall(create({ GroupName: "longer", Description: `${Description}é` }))).toMatch(
    /^InvalidParameterException: 1 validation error detected: Value '.*' at 'description' failed to satisfy constraint: Member must have length less than or equal to 2048$/,
  );
});

test("U+0000 in a description is refused, and half a surrogate pair (assumed)", async () => {
  for (const Description of ["a\0b", "\ud800"]) {
    const answer = await rawCall(server, "CreateGroup", { UserPoolId, GroupName: "unstorable", Description });
    expect(answer).toEqual({ status: 400, body: '{"__type":"SerializationException"}' });
  }
});

test("an empty name is refused", async () => {
  expect(await refusedCall(create({ GroupName: "" }))).toMatch(
    /^InvalidParameterException: 2 validation errors detected/,
  );
});

test("a role is an IAM role's ARN (assumed)", async () => {
  for (const RoleArn of ["arn:aws:iam::000000000000:user/reader", "arn:aws:s3:us-east-1:000000000000:role/reader"]) {
    expect(await refusedCall(create({ GroupName: "no-role", RoleArn }))).toBe(
      "InvalidParameterException: Invalid RoleArn.",
    );
  }
  const { Group } = await create({ GroupName: "with-path", RoleArn: role("000000000000", "a/path/reader") });
  expect(Group?.RoleArn).toBe(role("000000000000", "a/path/reader"));
});

test("the placeholder account may name roles of any account", async () => {
  const { Group } = await create({ GroupName: "elsewhere", RoleArn: role("111122223333") });
  expect(Group?.RoleArn).toBe(role("111122223333"));
});

test("a role of another account than the caller's is refused, before anything is told of the group (assumed)", async () => {
  const theirs = sdkClient(server, { account: "111122223333" });
  const { poolId } = await createTestPool(server, {}, theirs);
  const group = { UserPoolId: poolId, GroupName: "shared" };
  await theirs.send(new CreateGroupCommand({ ...group, RoleArn: role("111122223333") }));
  expect(await refusedCall(theirs.send(new CreateGroupCommand({ ...group, RoleArn: role("444455556666") })))).toBe(
    "InvalidParameterException: Cross-account pass role is not allowed.",
  );
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", () =>
  expectPoolBoundaries(server, "CreateGroup", UserPoolId, (caller, pool) =>
    caller.send(new CreateGroupCommand({ UserPoolId: pool, GroupName: "boundary" })),
  ));
