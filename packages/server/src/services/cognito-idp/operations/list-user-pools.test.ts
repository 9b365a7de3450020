import {
  CreateUserPoolCommand,
  DeleteUserPoolCommand,
  ListUserPoolsCommand,
  paginateListUserPools,
  type UserPoolDescriptionType,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let accounts = 0;

/** A client of an account of its own, which has no pools yet. */
function newAccount(region = "us-east-1") {
  accounts += 1;
  return sdkClient(server, { account: String(100_000_000_000 + accounts), region });
}
type Client = ReturnType<typeof newAccount>;
const addPool = async (client: Client, PoolName = "listed") =>
  present((await client.send(new CreateUserPoolCommand({ PoolName }))).UserPool?.Id);
const list = (client: Client, MaxResults: number, NextToken?: string) =>
  client.send(new ListUserPoolsCommand({ MaxResults, ...(NextToken !== undefined && { NextToken }) }));
const ids = (pools: UserPoolDescriptionType[] | undefined) => present(pools).map(({ Id }) => present(Id));

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("an account without pools has an empty list", async () => {
  const { UserPools, NextToken } = await list(newAccount(), 60);
  expect({ UserPools, NextToken }).toEqual({ UserPools: [], NextToken: undefined });
});

test("a pool is listed with id, name, triggers and dates (documented: AWS CLI)", async () => {
  const client = newAccount();
  const LambdaConfig = { PreSignUp: "arn:aws:lambda:us-east-1:000000000000:function:f" };
  const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: "one", LambdaConfig }));
  const { Id, CreationDate, LastModifiedDate } = present(UserPool);
  expect((await list(client, 1)).UserPools).toEqual([
    { Id, Name: "one", LambdaConfig, CreationDate, LastModifiedDate },
  ]);
});

test("pages hold every pool once, whatever their length, and the last has no token", async () => {
  const client = newAccount();
  const all = (await Promise.all(Array.from({ length: 5 }, () => addPool(client)))).toSorted();
  for (const pageSize of [1, 2, 5, 60]) {
    const found: string[] = [];
    let pages = 0;
    for await (const { UserPools } of paginateListUserPools({ client, pageSize }, { MaxResults: pageSize })) {
      found.push(...ids(UserPools));
      pages += 1;
    }
    expect(found.toSorted()).toEqual(all);
    expect(pages).toBe(Math.ceil(5 / pageSize));
  }
});

test("pools that come and go between two pages neither hide nor repeat the others", async () => {
  const client = newAccount();
  const all = await Promise.all(Array.from({ length: 6 }, () => addPool(client)));
  const first = await list(client, 3);
  const seen = ids(first.UserPools);
  const gone = [present(seen[2]), present(all.find((id) => !seen.includes(id)))];
  for (const UserPoolId of gone) await client.send(new DeleteUserPoolCommand({ UserPoolId }));
  await addPool(client, "late");
  const rest: string[] = [];
  for (let token = first.NextToken; token !== undefined; ) {
    const next = await list(client, 2, token);
    rest.push(...ids(next.UserPools));
    token = next.NextToken;
  }
  const stayed = all.filter((id) => !gone.includes(id));
  const found = [...seen, ...rest];
  expect(new Set(found).size).toBe(found.length);
  expect(stayed.filter((id) => !found.includes(id))).toEqual([]);
  expect(rest).not.toContain(gone[1]);
});

test("each account and region has a list of its own", async () => {
  const client = newAccount();
  const here = await addPool(client);
  const account = String(100_000_000_000 + accounts);
  const abroad = sdkClient(server, { account, region: "eu-central-1" });
  expect(ids((await list(abroad, 60)).UserPools)).toEqual([]);
  const there = await addPool(abroad);
  expect(ids((await list(abroad, 60)).UserPools)).toEqual([there]);
  expect(ids((await list(client, 60)).UserPools)).toEqual([here]);
});

test("a token of another account, another list, or made up, is refused (text assumed)", async () => {
  const [mine, theirs] = [newAccount(), newAccount()];
  for (const client of [mine, theirs]) await Promise.all([addPool(client), addPool(client)]);
  const { NextToken } = await list(theirs, 1);
  for (const token of [present(NextToken), "x", `${NextToken}x`, "v1.a.b.c", "é"]) {
    expect(await refusedCall(list(mine, 1, token))).toMatch(/^InvalidParameterException: /);
  }
  expect(ids((await list(theirs, 1, NextToken)).UserPools)).toHaveLength(1);
});

test("1 to 60 pools a page, and a number is needed (model)", async () => {
  const client = newAccount();
  for (const MaxResults of [0, -1, 61]) {
    expect(await refusedCall(list(client, MaxResults))).toMatch(
      /^InvalidParameterException: 1 validation error detected: Value '-?\d+' at 'maxResults' failed to satisfy constraint: Member must have value (less|greater) than or equal to/,
    );
  }
  expect(await refusedCall(client.send(new ListUserPoolsCommand({ MaxResults: undefined })))).toMatch(
    /Value null at 'maxResults'/,
  );
});

test("it takes a signature", async () => {
  expect(await rawCall(server, "ListUserPools", { MaxResults: 1 }, { signed: false })).toMatchObject({ status: 400 });
});
