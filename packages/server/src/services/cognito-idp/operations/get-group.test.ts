import { CreateGroupCommand, GetGroupCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient, type TestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: TestPool;
let client: ReturnType<typeof sdkClient>;

const get = (GroupName: string) => client.send(new GetGroupCommand({ UserPoolId: pool.poolId, GroupName }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("gives what the group was created with", async () => {
  const group = {
    UserPoolId: pool.poolId,
    GroupName: "reader",
    Description: "reader role",
    Precedence: 10,
    RoleArn: "arn:aws:iam::000000000000:role/reader",
  };
  const created = await client.send(new CreateGroupCommand(group));
  expect((await get("reader")).Group).toEqual({
    ...group,
    CreationDate: created.Group?.CreationDate,
    LastModifiedDate: created.Group?.LastModifiedDate,
  });
});

test("a group that does not exist: ResourceNotFoundException (recorded)", async () => {
  const answer = await rawCall(server, "GetGroup", { UserPoolId: pool.poolId, GroupName: "absent" });
  expect(answer).toEqual({ status: 400, body: '{"__type":"ResourceNotFoundException","message":"Group not found."}' });
});

test("another pool's group is not found (recorded)", async () => {
  const other = await createTestPool(server);
  await client.send(new CreateGroupCommand({ UserPoolId: other.poolId, GroupName: "theirs" }));
  expect(await refusedCall(get("theirs"))).toBe("ResourceNotFoundException: Group not found.");
});

test("a name that no group can have: InvalidParameterException", async () => {
  expect(await refusedCall(get("two words"))).toMatch(
    /^InvalidParameterException: 1 validation error detected: Value 'two words' at 'groupName' failed to satisfy constraint: /,
  );
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await client.send(new CreateGroupCommand({ UserPoolId: pool.poolId, GroupName: "boundary" }));
  await expectPoolBoundaries(server, "GetGroup", pool.poolId, (caller, UserPoolId) =>
    caller.send(new GetGroupCommand({ UserPoolId, GroupName: "boundary" })),
  );
});
