import {
  CreateUserPoolCommand,
  ListTagsForResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { expectTagBoundaries } from "../../../../test/cognito-idp/tag-boundaries.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;

async function createPool(UserPoolTags: Record<string, string>): Promise<string> {
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "tagged", UserPoolTags }));
  return present(UserPool?.Arn);
}

const tags = async (ResourceArn: string) => (await client.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("removes the tags of these keys and answers {}", async () => {
  const arn = await createPool({ administrator: "Jie", tenant: "ExampleCorp", stage: "test" });
  const request = { ResourceArn: arn, TagKeys: ["administrator", "tenant"] };
  expect(await rawCall(server, "UntagResource", request)).toEqual({ status: 200, body: "{}" });
  expect(await tags(arn)).toEqual({ stage: "test" });
});

test("a key that the pool does not have, or in another case, changes nothing (assumed)", async () => {
  const arn = await createPool({ stage: "test" });
  await client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: ["absent", "STAGE", "constructor"] }));
  await client.send(new UntagResourceCommand({ ResourceArn: arn, TagKeys: [] }));
  expect(await tags(arn)).toEqual({ stage: "test" });
});

test("only a user pool of the caller's has tags: InvalidParameterException, ResourceNotFoundException (texts assumed)", async () => {
  const arn = await createPool({ stage: "test" });
  await expectTagBoundaries(server, "UntagResource", arn, (caller, ResourceArn) =>
    caller.send(new UntagResourceCommand({ ResourceArn, TagKeys: ["stage"] })),
  );
  expect(await tags(arn)).toEqual({ stage: "test" });
});
