import { GetUserPoolClientSessionConfigurationCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient, type TestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: TestPool;
const get = (ClientId: string) =>
  sdkClient(server).send(new GetUserPoolClientSessionConfigurationCommand({ UserPoolId: pool.poolId, ClientId }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("60 minutes until another number is set (documented)", async () => {
  const { $metadata: _, ...answer } = await get(pool.clientId);
  expect(answer).toEqual({
    UserPoolId: pool.poolId,
    ClientId: pool.clientId,
    SSOSession: { MaxValidityMinutes: 60 },
  });
});

test("a client that is not the pool's is not found: ResourceNotFoundException", async () => {
  const { clientId } = await createTestPool(server);
  expect(await refusedCall(get(clientId))).toBe("ResourceNotFoundException: User pool client does not exist.");
});

test("a client's id has no hyphens: InvalidParameterException", async () => {
  expect(await refusedCall(get("a-b"))).toMatch(/^InvalidParameterException: .*'clientId'/);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "GetUserPoolClientSessionConfiguration", pool.poolId, (caller, UserPoolId) =>
    caller.send(new GetUserPoolClientSessionConfigurationCommand({ UserPoolId, ClientId: pool.clientId })),
  ));
