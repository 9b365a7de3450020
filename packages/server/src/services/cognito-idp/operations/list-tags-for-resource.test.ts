import { CreateUserPoolCommand, ListTagsForResourceCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { expectTagBoundaries } from "../../../../test/cognito-idp/tag-boundaries.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;

async function createPool(UserPoolTags?: Record<string, string>): Promise<string> {
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "tagged", UserPoolTags }));
  return present(UserPool?.Arn);
}

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("the tags that the pool was created with (documented: AWS CLI)", async () => {
  const Tags = { administrator: "Jie", tenant: "ExampleCorp" };
  const ResourceArn = await createPool(Tags);
  expect((await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual(Tags);
});

test("a pool without tags has {} (assumed)", async () => {
  const ResourceArn = await createPool();
  expect(await rawCall(server, "ListTagsForResource", { ResourceArn })).toEqual({ status: 200, body: '{"Tags":{}}' });
});

test("only a user pool of the caller's has tags: InvalidParameterException, ResourceNotFoundException (texts assumed)", async () => {
  await expectTagBoundaries(server, "ListTagsForResource", await createPool(), (caller, ResourceArn) =>
    caller.send(new ListTagsForResourceCommand({ ResourceArn })),
  );
});
