import {
  CreateGroupCommand,
  GetGroupCommand,
  UpdateGroupCommand,
  type UpdateGroupCommandInput,
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

const create = async (GroupName: string, more: object = {}) =>
  present((await client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName, ...more }))).Group);
const get = async (GroupName: string) =>
  present((await client.send(new GetGroupCommand({ UserPoolId: pool.poolId, GroupName }))).Group);
const update = async (GroupName: string, changes: Omit<UpdateGroupCommandInput, "UserPoolId" | "GroupName">) =>
  present((await client.send(new UpdateGroupCommand({ UserPoolId: pool.poolId, GroupName, ...changes }))).Group);
const role = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("changes what is given and leaves the rest (recorded)", async () => {
  const created = await create("writer", { Description: "writes", Precedence: 10, RoleArn: role("writer") });
  server.advance({ seconds: 5 });
  const updated = await update("writer", { Precedence: 9 });
  expect(updated).toEqual({ ...created, Precedence: 9, LastModifiedDate: expect.any(Date) });
  expect(present(updated.LastModifiedDate).getTime()).toBeGreaterThan(present(created.LastModifiedDate).getTime());
  expect(await get("writer")).toEqual(updated);

  const both = await update("writer", { Precedence: 0, RoleArn: role("reader"), Description: "reads" });
  expect(both).toMatchObject({ Precedence: 0, RoleArn: role("reader"), Description: "reads" });
});

test("nothing given changes nothing, LastModifiedDate neither: omitted, null, or an empty description (recorded)", async () => {
  const created = await create("still", { Description: "stays", Precedence: 10, RoleArn: role("writer") });
  server.advance({ seconds: 5 });
  expect(await update("still", {})).toEqual(created);
  expect(await update("still", { Description: "" })).toEqual(created);
  const nulls = { UserPoolId: pool.poolId, GroupName: "still", Description: null, Precedence: null, RoleArn: null };
  expect(await rawCall(server, "UpdateGroup", nulls)).toMatchObject({ status: 200 });
  expect(await get("still")).toEqual(created);
});

test("an empty description beside a change leaves the description (assumed)", async () => {
  await create("partly", { Description: "stays" });
  expect(await update("partly", { Description: "", Precedence: 1 })).toMatchObject({
    Description: "stays",
    Precedence: 1,
  });
});

test("the same text again moves LastModifiedDate (recorded)", async () => {
  const created = await create("same", { Description: "updated only" });
  server.advance({ seconds: 5 });
  const updated = await update("same", { Description: "updated only" });
  expect(present(updated.LastModifiedDate).getTime()).toBeGreaterThan(present(created.LastModifiedDate).getTime());
  expect(updated.CreationDate).toEqual(created.CreationDate);
});

test("an empty role: InvalidParameterException for its length and its form (recorded)", async () => {
  await create("roleless", { RoleArn: role("writer") });
  const refused = await refusedCall(update("roleless", { RoleArn: "" }));
  expect(refused).toMatch(/^InvalidParameterException: 2 validation errors detected: /);
  expect(refused).toContain(
    "Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
  );
  expect((await get("roleless")).RoleArn).toBe(role("writer"));
});

test("of two changes at once neither undoes the other", async () => {
  for (let round = 0; round < 20; round++) {
    const GroupName = `both-${round}`;
    await create(GroupName);
    await Promise.all([update(GroupName, { Description: "said" }), update(GroupName, { Precedence: 4 })]);
    expect(await get(GroupName)).toMatchObject({ Description: "said", Precedence: 4 });
  }
});

test("a group that does not exist: ResourceNotFoundException, with or without changes (recorded)", async () => {
  expect(await refusedCall(update("absent", { Description: "missing" }))).toBe(
    "ResourceNotFoundException: Group not found.",
  );
  expect(await refusedCall(update("absent", {}))).toBe("ResourceNotFoundException: Group not found.");
});

test("the role is judged before the group is looked for (recorded)", async () => {
  expect(await refusedCall(update("absent", { RoleArn: "arn:aws:iam::000000000000:user/somebody" }))).toBe(
    "InvalidParameterException: Invalid RoleArn.",
  );
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await create("boundary");
  await expectPoolBoundaries(server, "UpdateGroup", pool.poolId, (caller, UserPoolId) =>
    caller.send(new UpdateGroupCommand({ UserPoolId, GroupName: "boundary", Precedence: 1 })),
  );
  expect(await get("boundary")).not.toHaveProperty("Precedence");
});
