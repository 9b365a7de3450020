import { CreateResourceServerCommand, DescribeResourceServerCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient, type TestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: TestPool;
let client: ReturnType<typeof sdkClient>;
const describe = (Identifier: string) =>
  client.send(new DescribeResourceServerCommand({ UserPoolId: pool.poolId, Identifier }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("gives what the resource server was created with", async () => {
  const { ResourceServer } = await client.send(
    new CreateResourceServerCommand({
      UserPoolId: pool.poolId,
      Identifier: "weather.example.com",
      Name: "Weather",
      Scopes: [{ ScopeName: "weather.read", ScopeDescription: "Read weather forecasts" }],
    }),
  );
  expect((await describe("weather.example.com")).ResourceServer).toEqual(ResourceServer);
});

test("one that does not exist, or is another pool's: ResourceNotFoundException (text assumed)", async () => {
  const other = await createTestPool(server);
  await client.send(
    new CreateResourceServerCommand({ UserPoolId: other.poolId, Identifier: "theirs", Name: "Theirs" }),
  );
  for (const identifier of ["absent", "theirs"]) {
    expect(await refusedCall(describe(identifier))).toBe(
      `ResourceNotFoundException: Resource server ${identifier} does not exist.`,
    );
  }
});

test("an identifier that none can have: InvalidParameterException", async () => {
  expect(await refusedCall(describe('say "hi"'))).toMatch(/^InvalidParameterException: .*'identifier'/);
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await client.send(new CreateResourceServerCommand({ UserPoolId: pool.poolId, Identifier: "boundary", Name: "B" }));
  await expectPoolBoundaries(server, "DescribeResourceServer", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DescribeResourceServerCommand({ UserPoolId, Identifier: "boundary" })),
  );
});
