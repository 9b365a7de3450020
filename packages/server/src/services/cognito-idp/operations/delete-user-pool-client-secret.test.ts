import {
  AddUserPoolClientSecretCommand,
  DeleteUserPoolClientSecretCommand,
  DescribeUserPoolClientCommand,
  ListUserPoolClientSecretsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
const withTwoSecrets = async () => {
  const pool = await putPoolInUse(server, { client: { GenerateSecret: true } });
  await pool.sdk.send(new AddUserPoolClientSecretCommand({ UserPoolId: pool.poolId, ClientId: pool.main.clientId }));
  return pool;
};
const secretIds = async ({ sdk, poolId: UserPoolId, main }: PoolInUse) => {
  const { ClientSecrets = [] } = await sdk.send(
    new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId: main.clientId }),
  );
  return ClientSecrets.map(({ ClientSecretId }) => present(ClientSecretId));
};
const remove = ({ sdk, poolId: UserPoolId, main }: PoolInUse, ClientSecretId: string, ClientId = main.clientId) =>
  sdk.send(new DeleteUserPoolClientSecretCommand({ UserPoolId, ClientId, ClientSecretId }));

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("it answers {} and the other secret stays and is described", async () => {
  const pool = await withTwoSecrets();
  const { clientId: ClientId, secret } = pool.main;
  const [first, second] = await secretIds(pool);
  const answer = await rawCall(server, "DeleteUserPoolClientSecret", {
    UserPoolId: pool.poolId,
    ClientId,
    ClientSecretId: second,
  });
  expect(answer).toEqual({ status: 200, body: "{}" });
  expect(await secretIds(pool)).toEqual([first]);
  const { UserPoolClient } = await pool.sdk.send(
    new DescribeUserPoolClientCommand({ UserPoolId: pool.poolId, ClientId }),
  );
  expect(UserPoolClient?.ClientSecret).toBe(secret);
});

test("the last one stays (documented; text assumed), also when both are deleted at once", async () => {
  const pool = await withTwoSecrets();
  const outcomes = await Promise.allSettled((await secretIds(pool)).map((id) => remove(pool, id)));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const [last] = await secretIds(pool);
  expect(await refusedCall(remove(pool, present(last)))).toMatch(/^InvalidParameterException: /);
  expect(await secretIds(pool)).toEqual([last]);
});

test("one that does not exist, was deleted, or is another client's, is not found: ResourceNotFoundException (text assumed)", async () => {
  const [pool, other] = [await withTwoSecrets(), await withTwoSecrets()];
  const [gone] = await secretIds(pool);
  await remove(pool, present(gone));
  for (const id of ["nothing", present(gone), present((await secretIds(other))[0])]) {
    expect(await refusedCall(remove(pool, id))).toMatch(/^ResourceNotFoundException: /);
  }
  expect(await secretIds(other)).toHaveLength(2);
  for (const ClientId of ["nobody", other.main.clientId]) {
    expect(await refusedCall(remove(pool, present((await secretIds(other))[0]), ClientId))).toBe(
      "ResourceNotFoundException: User pool client does not exist.",
    );
  }
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const pool = await withTwoSecrets();
  const [ClientSecretId] = await secretIds(pool);
  await expectPoolBoundaries(server, "DeleteUserPoolClientSecret", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DeleteUserPoolClientSecretCommand({ UserPoolId, ClientId: pool.main.clientId, ClientSecretId })),
  );
  expect(await secretIds(pool)).toHaveLength(2);
});
