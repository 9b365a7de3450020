import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolClientCommand,
  ListUserPoolClientsCommand,
  type ListUserPoolClientsCommandInput,
  paginateListUserPoolClients,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const newPool = async () =>
  present((await client.send(new CreateUserPoolCommand({ PoolName: "listed" }))).UserPool?.Id);
const addClient = async (UserPoolId: string, ClientName = "listed") =>
  present((await client.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName }))).UserPoolClient?.ClientId);
const list = async (UserPoolId: string, more: Partial<ListUserPoolClientsCommandInput> = {}) => {
  const { UserPoolClients, NextToken } = await client.send(new ListUserPoolClientsCommand({ UserPoolId, ...more }));
  return { ids: present(UserPoolClients).map(({ ClientId }) => present(ClientId)), NextToken, UserPoolClients };
};

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("a pool without clients has an empty list", async () => {
  expect(await list(await newPool())).toEqual({ ids: [], NextToken: undefined, UserPoolClients: [] });
});

test("clients are listed by id, name and pool only, in the order of their ids (recorded)", async () => {
  const pool = await newPool();
  const all = await Promise.all(Array.from({ length: 4 }, () => addClient(pool)));
  const { ids, UserPoolClients } = await list(pool);
  expect(ids).toEqual(all.toSorted());
  expect(UserPoolClients?.[0]).toEqual({ ClientId: ids[0], ClientName: "listed", UserPoolId: pool });
});

test("pages hold every client once, whatever their length; sixty a page unless told (assumed)", async () => {
  const pool = await newPool();
  const all = (await Promise.all(Array.from({ length: 61 }, () => addClient(pool)))).toSorted();
  for (const pageSize of [1, 7, 60]) {
    const found: string[] = [];
    for await (const page of paginateListUserPoolClients({ client, pageSize }, { UserPoolId: pool })) {
      found.push(...present(page.UserPoolClients).map(({ ClientId }) => present(ClientId)));
    }
    expect(found).toEqual(all);
  }
  expect((await list(pool)).ids).toHaveLength(60);
});

test("clients that come and go between two pages neither hide nor repeat the others", async () => {
  const pool = await newPool();
  const all = (await Promise.all(Array.from({ length: 6 }, () => addClient(pool)))).toSorted();
  const { ids, NextToken } = await list(pool, { MaxResults: 3 });
  for (const ClientId of [all[2], all[4]]) {
    await client.send(new DeleteUserPoolClientCommand({ UserPoolId: pool, ClientId }));
  }
  const late = await addClient(pool, "late");
  const rest = await list(pool, { NextToken });
  expect(ids).toEqual(all.slice(0, 3));
  expect(rest.ids.filter((id) => id !== late)).toEqual([all[3], all[5]]);
});

test("a token of another pool or another list, or made up, is refused (text assumed)", async () => {
  const [own, other] = [await newPool(), await newPool()];
  for (const pool of [own, other]) await Promise.all([addClient(pool), addClient(pool)]);
  const { NextToken } = await list(other, { MaxResults: 1 });
  for (const token of [present(NextToken), "x", `${NextToken}x`]) {
    expect(await refusedCall(list(own, { NextToken: token }))).toMatch(/^InvalidParameterException: /);
  }
  expect(await refusedCall(list(other, { NextToken, ClientType: "REGULAR" }))).toMatch(/^InvalidParameterException: /);
  expect((await list(other, { NextToken })).ids).toHaveLength(1);
});

test("1 to 60 clients a page (model)", async () => {
  const pool = await newPool();
  for (const MaxResults of [0, 61]) {
    expect(await refusedCall(list(pool, { MaxResults }))).toMatch(
      /^InvalidParameterException: 1 validation error detected: Value '\d+' at 'maxResults'/,
    );
  }
});

test("all clients are regular ones, none has registered itself (assumed)", async () => {
  const pool = await newPool();
  const id = await addClient(pool);
  expect((await list(pool, { ClientType: "REGULAR" })).ids).toEqual([id]);
  expect((await list(pool, { ClientType: "DCR" })).ids).toEqual([]);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  await expectPoolBoundaries(server, "ListUserPoolClients", await newPool(), (caller, UserPoolId) =>
    caller.send(new ListUserPoolClientsCommand({ UserPoolId })),
  );
});
