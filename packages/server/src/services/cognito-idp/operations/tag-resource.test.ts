import {
  CreateUserPoolCommand,
  DescribeUserPoolCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { expectTagBoundaries } from "../../../../test/cognito-idp/tag-boundaries.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;

async function createPool(UserPoolTags?: Record<string, string>) {
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "tagged", UserPoolTags }));
  return { arn: present(UserPool?.Arn), id: present(UserPool?.Id) };
}

const tag = (ResourceArn: string, Tags: Record<string, string>) =>
  client.send(new TagResourceCommand({ ResourceArn, Tags }));
const tags = async (ResourceArn: string) => (await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("adds and replaces tags, which DescribeUserPool shows too, and answers {}", async () => {
  const { arn, id } = await createPool({ administrator: "Jie", tenant: "old" });
  const request = { ResourceArn: arn, Tags: { tenant: "ExampleCorp", department: "" } };
  expect(await rawCall(server, "TagResource", request)).toEqual({ status: 200, body: "{}" });
  const expected = { administrator: "Jie", tenant: "ExampleCorp", department: "" };
  expect(await tags(arn)).toEqual(expected);
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  expect(UserPool?.UserPoolTags).toEqual(expected);
});

test("the pool's LastModifiedDate stays (assumed)", async () => {
  const { arn, id } = await createPool();
  server.advance({ seconds: 5 });
  await tag(arn, { a: "1" });
  const { UserPool } = await client.send(new DescribeUserPoolCommand({ UserPoolId: id }));
  expect(UserPool?.LastModifiedDate).toEqual(UserPool?.CreationDate);
});

test("of many changes at once none is lost", async () => {
  const { arn } = await createPool();
  await Promise.all(Array.from({ length: 20 }, (_, index) => tag(arn, { [`key-${index}`]: `${index}` })));
  expect(Object.keys(present(await tags(arn))).length).toBe(20);
});

test("keys and values of any language and length up to the model's pass; __proto__ is a key like any other", async () => {
  const { arn } = await createPool();
  const odd = JSON.parse('{"__proto__":"a","constructor":"b","名前":"🙂"}');
  await rawCall(server, "TagResource", { ResourceArn: arn, Tags: odd });
  await tag(arn, { ["k".repeat(128)]: "v".repeat(256) });
  const { body } = await rawCall(server, "ListTagsForResource", { ResourceArn: arn });
  expect(body).toContain('"__proto__":"a"');
  expect(body).toContain('"名前":"🙂"');
  expect(await refusedCall(tag(arn, { ["k".repeat(129)]: "" }))).toMatch(/^InvalidParameterException: /);
  expect(await refusedCall(tag(arn, { key: "v".repeat(257) }))).toMatch(/^InvalidParameterException: /);
});

test("a pool has at most 50 tags: InvalidParameterException, and nothing is added (text assumed)", async () => {
  const { arn } = await createPool(Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`key-${index}`, ""])));
  expect(await refusedCall(tag(arn, { one: "1", two: "2" }))).toBe(
    "InvalidParameterException: A user pool can have at most 50 tags.",
  );
  expect(Object.keys(present(await tags(arn))).length).toBe(49);
  await tag(arn, { one: "1", "key-0": "again" });
});

test("keys that begin with aws: are reserved: InvalidParameterException (text assumed)", async () => {
  const { arn } = await createPool();
  for (const key of ["aws:x", "AWS:x"]) {
    expect(await refusedCall(tag(arn, { fine: "1", [key]: "2" }))).toBe(
      "InvalidParameterException: Tag keys that begin with aws: are reserved.",
    );
  }
  expect(await tags(arn)).toEqual({});
});

test("only a user pool of the caller's has tags: InvalidParameterException, ResourceNotFoundException (texts assumed)", async () => {
  const { arn } = await createPool();
  await expectTagBoundaries(server, "TagResource", arn, (caller, ResourceArn) =>
    caller.send(new TagResourceCommand({ ResourceArn, Tags: { a: "1" } })),
  );
  expect(await tags(arn)).toEqual({});
});
