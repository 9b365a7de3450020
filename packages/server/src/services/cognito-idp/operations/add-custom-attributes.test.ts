import {
  AddCustomAttributesCommand,
  type AddCustomAttributesCommandInput,
  AdminCreateUserCommand,
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
type Attributes = AddCustomAttributesCommandInput["CustomAttributes"];
const newPool = async () => present((await client.send(new CreateUserPoolCommand({ PoolName: "grows" }))).UserPool?.Id);
const add = (UserPoolId: string, CustomAttributes: Attributes) =>
  client.send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes }));
const custom = async (UserPoolId: string) => {
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId }));
  return present(UserPool?.SchemaAttributes).filter(({ Name = "" }) => /^(custom|dev):/.test(Name));
};
const names = async (UserPoolId: string) => (await custom(UserPoolId)).map(({ Name }) => Name).toSorted();
const text = (Name: string) => ({ Name, AttributeDataType: "String" as const });

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("it answers {}; attributes take their prefix and are described (documented)", async () => {
  const id = await newPool();
  const answer = await rawCall(server, "AddCustomAttributes", { UserPoolId: id, CustomAttributes: [text("team")] });
  expect(answer).toEqual({ status: 200, body: "{}" });
  await add(id, [
    { Name: "level", AttributeDataType: "Number", NumberAttributeConstraints: { MaxValue: "9" }, Mutable: false },
    { ...text("rank"), DeveloperOnlyAttribute: true },
  ]);
  const plain = { DeveloperOnlyAttribute: false, Mutable: true, Required: false };
  expect(await custom(id)).toEqual([
    { ...plain, ...text("custom:team"), StringAttributeConstraints: {} },
    {
      ...plain,
      Name: "custom:level",
      AttributeDataType: "Number",
      Mutable: false,
      NumberAttributeConstraints: { MaxValue: "9" },
    },
    { ...plain, ...text("dev:custom:rank"), DeveloperOnlyAttribute: true, StringAttributeConstraints: {} },
  ]);
});

test("users can have the attribute at once", async () => {
  const id = await newPool();
  const user = (Username: string) => ({
    UserPoolId: id,
    Username,
    MessageAction: "SUPPRESS" as const,
    UserAttributes: [{ Name: "custom:team", Value: "red" }],
  });
  expect(await refusedCall(client.send(new AdminCreateUserCommand(user("before"))))).toMatch(/^InvalidParameter/);
  await add(id, [text("team")]);
  const { User } = await client.send(new AdminCreateUserCommand(user("after")));
  expect(User?.Attributes).toContainEqual({ Name: "custom:team", Value: "red" });
});

test("a name that the pool has is refused, and the others of the call with it (quoted by other implementations)", async () => {
  const id = await newPool();
  await add(id, [text("team")]);
  expect(await refusedCall(add(id, [text("other"), text("team")]))).toBe(
    "InvalidParameterException: custom:team: Existing attribute already has name custom:team.",
  );
  expect(await refusedCall(add(id, [text("twice"), text("twice")]))).toMatch(/^InvalidParameterException: /);
  const developers = { ...text("rank"), DeveloperOnlyAttribute: true };
  await add(id, [developers]);
  expect(await refusedCall(add(id, [developers]))).toBe(
    "InvalidParameterException: custom:rank: Existing attribute already has name dev:custom:rank.",
  );
  expect(await names(id)).toEqual(["custom:team", "dev:custom:rank"]);
});

test("a standard attribute's name makes a custom one of that name (assumed)", async () => {
  const id = await newPool();
  await add(id, [text("email")]);
  expect(await names(id)).toEqual(["custom:email"]);
});

test("none is without a data type, which is looked at before anything else (observed: aws-cdk issue 8585; order assumed)", async () => {
  const id = await newPool();
  const untyped = { Name: "email", Mutable: true, Required: true };
  expect(await refusedCall(add(id, [text("team"), untyped]))).toBe(
    "InvalidParameterException: Invalid AttributeDataType input, consider using the provided AttributeDataType enum.",
  );
  expect(await names(id)).toEqual([]);
});

test("none can be required (recorded text)", async () => {
  const id = await newPool();
  expect(await refusedCall(add(id, [{ ...text("team"), Required: true }]))).toBe(
    "InvalidParameterException: Required custom attributes are not supported currently.",
  );
});

test("1 to 25 a call (model), 50 a pool (documented; text assumed), also when they come at once", async () => {
  const id = await newPool();
  const some = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => text(`${prefix}${index}`));
  for (const list of [[], some("n", 26)]) {
    expect(await refusedCall(add(id, list))).toMatch(/^InvalidParameterException: 1 validation error detected: /);
  }
  const outcomes = await Promise.allSettled(["a", "b", "c"].map((prefix) => add(id, some(prefix, 25))));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect(await names(id)).toHaveLength(50);
  expect(await refusedCall(add(id, [text("more")]))).toMatch(/^InvalidParameterException: /);
});

test("of two that add one name at once one succeeds", async () => {
  const id = await newPool();
  const outcomes = await Promise.allSettled([add(id, [text("team")]), add(id, [text("team")])]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await names(id)).toEqual(["custom:team"]);
});

test("an attribute without a name, or with bounds that contradict each other, is refused", async () => {
  const id = await newPool();
  for (const attribute of [
    { AttributeDataType: "String" as const },
    { ...text("team"), StringAttributeConstraints: { MinLength: "9", MaxLength: "1" } },
    { ...text("team"), StringAttributeConstraints: { MaxLength: "2049" } },
    { Name: "n", AttributeDataType: "Number" as const, NumberAttributeConstraints: { MinValue: "ten" } },
  ]) {
    expect(await refusedCall(add(id, [attribute]))).toMatch(/^InvalidParameterException: /);
  }
  expect(await names(id)).toEqual([]);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const id = await newPool();
  await expectPoolBoundaries(server, "AddCustomAttributes", id, (caller, UserPoolId) =>
    caller.send(new AddCustomAttributesCommand({ UserPoolId, CustomAttributes: [text("team")] })),
  );
  expect(await names(id)).toEqual([]);
});
