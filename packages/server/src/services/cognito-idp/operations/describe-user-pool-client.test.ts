import { DescribeUserPoolClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("a client that does not exist, or is another pool's, is not found, without its id: ResourceNotFoundException (recorded)", async () => {
  const [own, other] = [await putPoolInUse(server), await putPoolInUse(server)];
  for (const ClientId of ["nobody", other.main.clientId]) {
    const command = new DescribeUserPoolClientCommand({ UserPoolId: own.poolId, ClientId });
    expect(await refusedCall(sdkClient(server).send(command))).toBe(
      "ResourceNotFoundException: User pool client does not exist.",
    );
  }
});

test("an id outside the model's pattern is refused without being repeated: it is sensitive", async () => {
  const { poolId } = await putPoolInUse(server);
  const answer = await refusedCall(
    sdkClient(server).send(new DescribeUserPoolClientCommand({ UserPoolId: poolId, ClientId: "no-such-id" })),
  );
  expect(answer).toBe(
    String.raw`InvalidParameterException: 1 validation error detected: Value at 'clientId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\w+]+`,
  );
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const { poolId, main } = await putPoolInUse(server);
  await expectPoolBoundaries(server, "DescribeUserPoolClient", poolId, (caller, UserPoolId) =>
    caller.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: main.clientId })),
  );
});
