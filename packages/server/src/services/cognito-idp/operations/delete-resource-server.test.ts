import {
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  DeleteResourceServerCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
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
const create = (Identifier: string, { poolId } = pool) =>
  client.send(
    new CreateResourceServerCommand({
      UserPoolId: poolId,
      Identifier,
      Name: "Weather",
      Scopes: [{ ScopeName: "read", ScopeDescription: "Read" }],
    }),
  );
const remove = (Identifier: string) =>
  client.send(new DeleteResourceServerCommand({ UserPoolId: pool.poolId, Identifier }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("answers with nothing; a second time: ResourceNotFoundException (texts assumed)", async () => {
  await create("short");
  const request = { UserPoolId: pool.poolId, Identifier: "short" };
  expect(await rawCall(server, "DeleteResourceServer", request)).toEqual({ status: 200, body: "" });
  expect(await refusedCall(remove("short"))).toBe("ResourceNotFoundException: Resource server short does not exist.");
});

test("another pool's resource server of that identifier stays", async () => {
  const other = await createTestPool(server);
  await create("twice");
  await create("twice", other);
  await remove("twice");
  const command = new DescribeResourceServerCommand({ UserPoolId: other.poolId, Identifier: "twice" });
  expect((await client.send(command)).ResourceServer?.Identifier).toBe("twice");
});

test("app clients that were given its scopes stay as they are (observed)", async () => {
  await create("used");
  const { UserPoolClient } = await client.send(
    new CreateUserPoolClientCommand({
      UserPoolId: pool.poolId,
      ClientName: "machine",
      GenerateSecret: true,
      AllowedOAuthFlows: ["client_credentials"],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ["used/read"],
    }),
  );
  await remove("used");
  const command = new DescribeUserPoolClientCommand({ UserPoolId: pool.poolId, ClientId: UserPoolClient?.ClientId });
  expect((await client.send(command)).UserPoolClient?.AllowedOAuthScopes).toEqual(["used/read"]);
});

test("an empty identifier: InvalidParameterException", async () => {
  expect(await refusedCall(remove(""))).toMatch(/^InvalidParameterException: 2 validation errors detected/);
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await create("boundary");
  await expectPoolBoundaries(server, "DeleteResourceServer", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DeleteResourceServerCommand({ UserPoolId, Identifier: "boundary" })),
  );
  await remove("boundary");
});
