import {
  CreateResourceServerCommand,
  DeleteResourceServerCommand,
  ListResourceServersCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, present, sdkClient, type TestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: TestPool;
let client: ReturnType<typeof sdkClient>;
const identifiers = Array.from({ length: 7 }, (_, index) => `https://api-${index}.example.com`);
const create = (UserPoolId: string, Identifier: string) =>
  client.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier,
      Name: "API",
      Scopes: [{ ScopeName: "read", ScopeDescription: "Read" }],
    }),
  );

async function page(request: { MaxResults?: number; NextToken?: string }, { poolId } = pool) {
  const answer = await client.send(new ListResourceServersCommand({ UserPoolId: poolId, ...request }));
  return { found: present(answer.ResourceServers).map(({ Identifier }) => Identifier), next: answer.NextToken };
}

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
  for (const identifier of identifiers) await create(pool.poolId, identifier);
});
afterAll(() => server.close());

test("a pool without resource servers has an empty list", async () => {
  const { poolId } = await createTestPool(server);
  expect(await rawCall(server, "ListResourceServers", { UserPoolId: poolId })).toEqual({
    status: 200,
    body: '{"ResourceServers":[]}',
  });
});

test("each is shown with its scopes (documented: AWS CLI)", async () => {
  const { ResourceServers } = await client.send(new ListResourceServersCommand({ UserPoolId: pool.poolId }));
  expect(ResourceServers?.length).toBe(7);
  expect(ResourceServers?.[0]).toEqual({
    UserPoolId: pool.poolId,
    Identifier: identifiers[0],
    Name: "API",
    Scopes: [{ ScopeName: "read", ScopeDescription: "Read" }],
  });
});

test("in pages each comes once, whatever is created and deleted between them", async () => {
  const seen: (string | undefined)[] = [];
  let token: string | undefined;
  let round = 0;
  do {
    const { found, next } = await page({ MaxResults: 2, ...(token && { NextToken: token }) });
    expect(found.length).toBeLessThanOrEqual(2);
    seen.push(...found);
    token = next;
    const Identifier = `https://api-0.example.com/comes-and-goes-${round++}`;
    await create(pool.poolId, Identifier);
    await client.send(new DeleteResourceServerCommand({ UserPoolId: pool.poolId, Identifier }));
  } while (token);
  expect(seen).toEqual(identifiers);
});

test("a token that this list did not give: InvalidParameterException (text assumed)", async () => {
  const other = await createTestPool(server);
  for (const identifier of ["a", "b"]) await create(other.poolId, identifier);
  const theirs = present((await page({ MaxResults: 1 }, other)).next);
  for (const NextToken of ["invalid", theirs]) {
    expect(await refusedCall(page({ NextToken }))).toMatch(
      /^InvalidParameterException: Provided pagination token is invalid/,
    );
  }
});

test("0 or 51 on a page: InvalidParameterException", async () => {
  for (const MaxResults of [0, 51]) {
    expect(await refusedCall(page({ MaxResults }))).toMatch(
      /^InvalidParameterException: 1 validation error detected: Value '\d+' at 'maxResults' failed/,
    );
  }
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "ListResourceServers", pool.poolId, (caller, UserPoolId) =>
    caller.send(new ListResourceServersCommand({ UserPoolId })),
  ));
