import { DescribeManagedLoginBrandingByClientCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient, type TestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: TestPool;
const byClient = (ClientId: string) =>
  sdkClient(server).send(new DescribeManagedLoginBrandingByClientCommand({ UserPoolId: pool.poolId, ClientId }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("a client without a style: ResourceNotFoundException (recorded)", async () => {
  expect(await refusedCall(byClient(pool.clientId))).toBe(
    `ResourceNotFoundException: ManagedLoginBranding for client ${pool.clientId} does not exist.`,
  );
});

test("a client that is not the pool's is not found: ResourceNotFoundException", async () => {
  const { clientId } = await createTestPool(server);
  expect(await refusedCall(byClient(clientId))).toBe("ResourceNotFoundException: User pool client does not exist.");
});

test("a client's id has no hyphens: InvalidParameterException", async () => {
  expect(await refusedCall(byClient("a-b"))).toMatch(/^InvalidParameterException: .*'clientId'/);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "DescribeManagedLoginBrandingByClient", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DescribeManagedLoginBrandingByClientCommand({ UserPoolId, ClientId: pool.clientId })),
  ));
