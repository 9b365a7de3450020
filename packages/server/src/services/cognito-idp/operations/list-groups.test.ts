import { CreateGroupCommand, DeleteGroupCommand, ListGroupsCommand } from "@aws-sdk/client-cognito-identity-provider";
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

const create = (UserPoolId: string, GroupName: string) =>
  client.send(new CreateGroupCommand({ UserPoolId, GroupName }));

async function page(UserPoolId: string, request: { Limit?: number; NextToken?: string } = {}) {
  const answer = await client.send(new ListGroupsCommand({ UserPoolId, ...request }));
  return { names: present(answer.Groups).map(({ GroupName }) => present(GroupName)), next: answer.NextToken };
}

/** Every page from a token on. */
async function rest(UserPoolId: string, Limit: number, token?: string): Promise<string[][]> {
  const { names, next } = await page(UserPoolId, { Limit, ...(token && { NextToken: token }) });
  return [names, ...(next === undefined ? [] : await rest(UserPoolId, Limit, next))];
}

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
  pool = await createTestPool(server);
});
afterAll(() => server.close());

test("a pool without groups has an empty list (recorded)", async () => {
  const { poolId } = await createTestPool(server);
  expect(await rawCall(server, "ListGroups", { UserPoolId: poolId })).toEqual({ status: 200, body: '{"Groups":[]}' });
});

test("every group comes once, with what it was created with, whatever the size of the pages (recorded)", async () => {
  const { poolId } = await createTestPool(server);
  const names = ["z-default", "reader", "writer", "empty-first", "null-b", "null-a", "\u{1f642}", "\uffee", "Z"];
  for (const name of names) await create(poolId, name);
  for (const Limit of [1, 2, 4, 8, 9, 10, 60]) {
    const pages = await rest(poolId, Limit);
    expect(pages.flat().sort()).toEqual([...names].sort());
    expect(pages.length).toBe(Math.ceil(names.length / Limit));
  }
  const { Groups } = await client.send(new ListGroupsCommand({ UserPoolId: poolId }));
  expect(present(Groups)[0]).toEqual({
    GroupName: expect.any(String),
    UserPoolId: poolId,
    CreationDate: expect.any(Date),
    LastModifiedDate: expect.any(Date),
  });
});

test("a page has 60 groups unless fewer are asked for (assumed)", async () => {
  const { poolId } = await createTestPool(server);
  await Promise.all(Array.from({ length: 61 }, (_, index) => create(poolId, `g${index}`)));
  const first = await page(poolId);
  expect(first.names.length).toBe(60);
  expect((await page(poolId, { NextToken: present(first.next) })).names.length).toBe(1);
});

test("what stays is neither lost nor repeated while others come and go", async () => {
  const { poolId } = await createTestPool(server);
  const staying = Array.from({ length: 20 }, (_, index) => `stays-${index}`);
  const leaving = Array.from({ length: 20 }, (_, index) => `goes-${index}`);
  for (const name of [...staying, ...leaving]) await create(poolId, name);
  const seen: string[] = [];
  let token: string | undefined;
  let round = 0;
  do {
    const { names, next } = await page(poolId, { Limit: 3, ...(token && { NextToken: token }) });
    seen.push(...names);
    token = next;
    const GroupName = leaving[round];
    if (GroupName) await client.send(new DeleteGroupCommand({ UserPoolId: poolId, GroupName }));
    await create(poolId, `comes-${round}`);
    round += 1;
  } while (token);
  expect(seen.filter((name) => name.startsWith("stays-")).sort()).toEqual([...staying].sort());
  expect(new Set(seen).size).toBe(seen.length);
});

test("the last page has no token, also when it is full", async () => {
  const { poolId } = await createTestPool(server);
  for (const name of ["a", "b"]) await create(poolId, name);
  expect((await page(poolId, { Limit: 2 })).next).toBeUndefined();
});

test("a token goes on after the group it ended with was deleted", async () => {
  const { poolId } = await createTestPool(server);
  for (const name of ["a", "b", "c"]) await create(poolId, name);
  const { names, next } = await page(poolId, { Limit: 1 });
  await client.send(new DeleteGroupCommand({ UserPoolId: poolId, GroupName: present(names[0]) }));
  expect((await rest(poolId, 1, next)).flat()).toEqual(["b", "c"]);
});

test("a token that this list did not give: InvalidParameterException (recorded)", async () => {
  const other = await createTestPool(server);
  for (const name of ["a", "b"]) {
    await create(other.poolId, name);
    await create(pool.poolId, name);
  }
  const own = present((await page(pool.poolId, { Limit: 1 })).next);
  const theirs = present((await page(other.poolId, { Limit: 1 })).next);
  for (const NextToken of [
    "invalid",
    theirs,
    own.slice(0, -4),
    own.split(".").reverse().join("."),
    "v1.....",
    "a".repeat(131_072),
  ]) {
    expect(await refusedCall(page(pool.poolId, { NextToken }))).toBe(
      "InvalidParameterException: Provided pagination token is invalid. Check the token and try your request again.",
    );
  }
});

test("a limit of 0, or past 60: InvalidParameterException (recorded for 0)", async () => {
  expect(await refusedCall(page(pool.poolId, { Limit: 0 }))).toBe(
    "InvalidParameterException: 1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  expect(await refusedCall(page(pool.poolId, { Limit: 61 }))).toMatch(/^InvalidParameterException: /);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "ListGroups", pool.poolId, (caller, UserPoolId) =>
    caller.send(new ListGroupsCommand({ UserPoolId })),
  ));
