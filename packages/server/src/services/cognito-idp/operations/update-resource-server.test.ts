import {
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  DescribeResourceServerCommand,
  DescribeUserPoolClientCommand,
  UpdateResourceServerCommand,
  type UpdateResourceServerCommandInput,
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
const read = { ScopeName: "read", ScopeDescription: "Read" };
const write = { ScopeName: "write", ScopeDescription: "Write" };
const create = (Identifier: string) =>
  client.send(
    new CreateResourceServerCommand({ UserPoolId: pool.poolId, Identifier, Name: "Weather", Scopes: [read, write] }),
  );
const update = (Identifier: string, changes: Partial<UpdateResourceServerCommandInput>) =>
  client.send(new UpdateResourceServerCommand({ UserPoolId: pool.poolId, Identifier, Name: "Weather", ...changes }));
const describe = async (Identifier: string) =>
  (await client.send(new DescribeResourceServerCommand({ UserPoolId: pool.poolId, Identifier }))).ResourceServer;

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("replaces name and scopes (documented: AWS CLI)", async () => {
  await create("weather");
  const Scopes = [{ ScopeName: "NewScope", ScopeDescription: "New scope description" }];
  const { ResourceServer } = await update("weather", { Name: "Happy", Scopes });
  expect(ResourceServer).toEqual({ UserPoolId: pool.poolId, Identifier: "weather", Name: "Happy", Scopes });
  expect(await describe("weather")).toEqual(ResourceServer);
});

test("scopes that are left out are gone (documented: what is left out takes its default)", async () => {
  await create("emptied");
  expect((await update("emptied", {})).ResourceServer).not.toHaveProperty("Scopes");
  expect(await describe("emptied")).not.toHaveProperty("Scopes");
});

test("an app client keeps the name of a scope that is gone (observed)", async () => {
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
  await update("used", { Scopes: [write] });
  const command = new DescribeUserPoolClientCommand({ UserPoolId: pool.poolId, ClientId: UserPoolClient?.ClientId });
  expect((await client.send(command)).UserPoolClient?.AllowedOAuthScopes).toEqual(["used/read"]);
});

test("a scope comes once, and the name is required: InvalidParameterException (text assumed)", async () => {
  await create("kept");
  expect(await refusedCall(update("kept", { Scopes: [read, write, read] }))).toBe(
    "InvalidParameterException: Duplicate scope name: read",
  );
  expect((await rawCall(server, "UpdateResourceServer", { UserPoolId: pool.poolId, Identifier: "kept" })).body).toMatch(
    /^\{"__type":"InvalidParameterException".*'name'/,
  );
  expect(await describe("kept")).toMatchObject({ Name: "Weather", Scopes: [read, write] });
});

test("one that does not exist: ResourceNotFoundException (text assumed)", async () => {
  expect(await refusedCall(update("absent", {}))).toBe(
    "ResourceNotFoundException: Resource server absent does not exist.",
  );
});

test("a pool that does not exist, or is another account's or region's, is not found", async () => {
  await create("boundary");
  await expectPoolBoundaries(server, "UpdateResourceServer", pool.poolId, (caller, UserPoolId) =>
    caller.send(new UpdateResourceServerCommand({ UserPoolId, Identifier: "boundary", Name: "Taken over" })),
  );
  expect((await describe("boundary"))?.Name).toBe("Weather");
});
