import {
  AddUserPoolClientSecretCommand,
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
const list = ({ sdk, poolId: UserPoolId, main }: PoolInUse, more: { ClientId?: string; NextToken?: string } = {}) =>
  sdk.send(new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId: main.clientId, ...more }));

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test("secrets are listed by id and date, the older first, without their values and without a token (documented)", async () => {
  const pool = await putPoolInUse(server, { client: { GenerateSecret: true } });
  const { ClientSecretDescriptor: added } = await pool.sdk.send(
    new AddUserPoolClientSecretCommand({ UserPoolId: pool.poolId, ClientId: pool.main.clientId }),
  );
  const { ClientSecrets, NextToken } = await list(pool);
  expect(NextToken).toBeUndefined();
  const ClientSecretId = expect.stringMatching(new RegExp(`^${pool.main.clientId}--\\d{13}$`));
  expect(ClientSecrets).toEqual([
    { ClientSecretId, ClientSecretCreateDate: expect.any(Date) },
    { ClientSecretId: added?.ClientSecretId, ClientSecretCreateDate: added?.ClientSecretCreateDate },
  ]);
  const { body } = await rawCall(server, "ListUserPoolClientSecrets", {
    UserPoolId: pool.poolId,
    ClientId: pool.main.clientId,
  });
  for (const secret of [pool.main.secret, added?.ClientSecretValue]) expect(body).not.toContain(present(secret));
});

test("a client without a secret has an empty list (assumed)", async () => {
  expect((await list(await putPoolInUse(server))).ClientSecrets).toEqual([]);
});

test("a token, which this list never gives out, is refused (assumed)", async () => {
  const pool = await putPoolInUse(server, { client: { GenerateSecret: true } });
  expect(await refusedCall(list(pool, { NextToken: "x" }))).toMatch(/^InvalidParameterException: /);
});

test("a client that does not exist, or is another pool's, is not found: ResourceNotFoundException", async () => {
  const [pool, other] = [await putPoolInUse(server), await putPoolInUse(server)];
  for (const ClientId of ["nobody", other.main.clientId]) {
    expect(await refusedCall(list(pool, { ClientId }))).toBe(
      "ResourceNotFoundException: User pool client does not exist.",
    );
  }
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const pool = await putPoolInUse(server, { client: { GenerateSecret: true } });
  await expectPoolBoundaries(server, "ListUserPoolClientSecrets", pool.poolId, (caller, UserPoolId) =>
    caller.send(new ListUserPoolClientSecretsCommand({ UserPoolId, ClientId: pool.main.clientId })),
  );
});
