import {
  CreateResourceServerCommand,
  type CreateResourceServerCommandInput,
  CreateUserPoolClientCommand,
  DescribeResourceServerCommand,
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
const create = (Identifier: string, more: Partial<CreateResourceServerCommandInput> = {}) =>
  client.send(new CreateResourceServerCommand({ UserPoolId: pool.poolId, Name: "Some API", Identifier, ...more }));
const scopes = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ScopeName: `scope.${index}`, ScopeDescription: `Scope ${index}` }));

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("gives back pool, identifier, name and scopes (documented: AWS CLI)", async () => {
  const Scopes = [
    { ScopeName: "sunproximity.read", ScopeDescription: "Distance in AU from Sol" },
    { ScopeName: "asteroids.add", ScopeDescription: "Enter a new asteroid" },
  ];
  const { ResourceServer } = await create("solar-system-data", { Name: "Solar system object tracker", Scopes });
  expect(ResourceServer).toEqual({
    UserPoolId: pool.poolId,
    Identifier: "solar-system-data",
    Name: "Solar system object tracker",
    Scopes,
  });
});

test("without scopes the answer has none (assumed)", async () => {
  const UserPoolId = pool.poolId;
  const plain = `{"Identifier":"plain","Name":"Plain","UserPoolId":"${UserPoolId}"}`;
  const request = { UserPoolId, Identifier: "plain", Name: "Plain" };
  expect((await rawCall(server, "CreateResourceServer", request)).body).toBe(`{"ResourceServer":${plain}}`);
});

test("an app client can be given its scopes", async () => {
  await create("https://api.example.com", { Scopes: scopes(2) });
  const withScopes = (AllowedOAuthScopes: string[]) =>
    client.send(
      new CreateUserPoolClientCommand({
        UserPoolId: pool.poolId,
        ClientName: "machine",
        GenerateSecret: true,
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes,
      }),
    );
  const { UserPoolClient } = await withScopes(["https://api.example.com/scope.1"]);
  expect(UserPoolClient?.AllowedOAuthScopes).toEqual(["https://api.example.com/scope.1"]);
  expect(await refusedCall(withScopes(["https://api.example.com/scope.2"]))).toMatch(/^ScopeDoesNotExistException/);
});

test("an identifier that is taken: InvalidParameterException, and nothing is replaced (text quoted by another implementation)", async () => {
  await create("taken", { Name: "First" });
  expect(await refusedCall(create("taken", { Name: "Second" }))).toBe(
    `InvalidParameterException: taken already exists in user pool ${pool.poolId}.`,
  );
  const command = new DescribeResourceServerCommand({ UserPoolId: pool.poolId, Identifier: "taken" });
  expect((await client.send(command)).ResourceServer?.Name).toBe("First");
});

test("two pools may have resource servers of one identifier", async () => {
  const other = await createTestPool(server);
  await create("everywhere");
  await create("everywhere", { UserPoolId: other.poolId });
});

test("a scope comes once: InvalidParameterException (assumed)", async () => {
  expect(await refusedCall(create("double", { Scopes: [...scopes(2), ...scopes(1)] }))).toBe(
    "InvalidParameterException: Duplicate scope name: scope.0",
  );
});

test("has up to 100 scopes (documented), one more is refused: InvalidParameterException", async () => {
  const { ResourceServer } = await create("hundred", { Scopes: scopes(100) });
  expect(ResourceServer?.Scopes?.length).toBe(100);
  expect(await refusedCall(create("too-many", { Scopes: scopes(101) }))).toMatch(
    /^InvalidParameterException: 1 validation error detected: .* at 'scopes' failed to satisfy constraint: Member must have length less than or equal to 100$/,
  );
});

test("a scope's name has no slash, an identifier no space: InvalidParameterException", async () => {
  const Scopes = [{ ScopeName: "a/b", ScopeDescription: "slash" }];
  expect(await refusedCall(create("slashed", { Scopes }))).toMatch(
    /^InvalidParameterException: .*'scopes\.1\.member\.scopeName'/,
  );
  expect(await refusedCall(create("two words"))).toMatch(/^InvalidParameterException: .*'identifier'/);
});

test("a scope's description may hold quotes, separators and pictures", async () => {
  const Scopes = [{ ScopeName: "odd", ScopeDescription: 'a"\\\u2028\u{1f642}' }];
  const { ResourceServer } = await create("odd", { Scopes });
  expect(ResourceServer?.Scopes).toEqual(Scopes);
  const command = new DescribeResourceServerCommand({ UserPoolId: pool.poolId, Identifier: "odd" });
  expect((await client.send(command)).ResourceServer).toEqual(ResourceServer);
});

test("a pool has at most 25, also when many come at once: LimitExceededException (quota documented, text assumed)", async () => {
  const full = await createTestPool(server);
  const attempts = await Promise.allSettled(
    Array.from({ length: 30 }, (_, index) => create(`server-${index}`, { UserPoolId: full.poolId })),
  );
  expect(attempts.filter(({ status }) => status === "fulfilled").length).toBe(25);
  expect(await refusedCall(create("one-more", { UserPoolId: full.poolId }))).toBe(
    "LimitExceededException: Maximum number of resource servers reached.",
  );
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "CreateResourceServer", pool.poolId, (caller, UserPoolId) =>
    caller.send(new CreateResourceServerCommand({ UserPoolId, Identifier: "boundary", Name: "Boundary" })),
  ));
