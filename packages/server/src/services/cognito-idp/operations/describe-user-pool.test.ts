import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const describePool = async (UserPoolId: string) =>
  present((await client.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool);

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

// radkawar/stackd, testdata/aws/cognito/client_access_workflows.json: the same pool was described with 4,879 bytes, one user in it.
test("a pool is described with as many bytes as at AWS (recorded)", async () => {
  const { UserPool } = await client.send(
    new CreateUserPoolCommand({
      PoolName: "stackd-cognito-f14e3fd611",
      UserPoolTier: "LITE",
      Schema: [{ Name: "department", AttributeDataType: "String", Mutable: true }],
    }),
  );
  const { status, body } = await rawCall(server, "DescribeUserPool", { UserPoolId: UserPool?.Id });
  expect({ status, bytes: body.length }).toEqual({ status: 200, bytes: 4879 });
});

test("it adds tags and identities to what the creation answered, and changes nothing else (recorded)", async () => {
  const { UserPool: created } = await client.send(
    new CreateUserPoolCommand({ PoolName: "same", UserPoolTags: { team: "red", empty: "" } }),
  );
  const described = await describePool(present(created?.Id));
  const { SchemaAttributes: all = [], UserPoolTags, ...rest } = described;
  const { SchemaAttributes = [], ...before } = present(created);
  expect(rest).toEqual(before);
  expect(UserPoolTags).toEqual({ team: "red", empty: "" });
  const byName = (list: typeof all) =>
    list.toSorted((one, other) => (present(one.Name) < present(other.Name) ? -1 : 1));
  expect(byName(all.filter(({ Name }) => Name !== "identities"))).toEqual(byName(SchemaAttributes));
  expect(all.find(({ Name }) => Name === "identities")).toEqual({
    Name: "identities",
    AttributeDataType: "String",
    DeveloperOnlyAttribute: false,
    Mutable: true,
    Required: false,
    StringAttributeConstraints: {},
  });
});

test("the number of users follows at once (recorded)", async () => {
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "counted" }));
  const UserPoolId = present(UserPool?.Id);
  const count = async () => (await describePool(UserPoolId)).EstimatedNumberOfUsers;
  const user = (Username: string) => ({ UserPoolId, Username });
  expect(await count()).toBe(0);
  for (const name of ["a", "b"]) {
    await client.send(new AdminCreateUserCommand({ ...user(name), MessageAction: "SUPPRESS" }));
  }
  expect(await count()).toBe(2);
  await client.send(new AdminDeleteUserCommand(user("a")));
  expect(await count()).toBe(1);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "bounded" }));
  await expectPoolBoundaries(server, "DescribeUserPool", present(UserPool?.Id), (caller, UserPoolId) =>
    caller.send(new DescribeUserPoolCommand({ UserPoolId })),
  );
});
