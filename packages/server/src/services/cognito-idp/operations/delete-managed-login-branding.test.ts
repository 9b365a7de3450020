import {
  CreateManagedLoginBrandingCommand,
  DeleteManagedLoginBrandingCommand,
  DeleteUserPoolClientCommand,
  DescribeManagedLoginBrandingCommand,
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
let pool: PoolInUse;
const create = async (ClientId: string) => {
  const request = { UserPoolId: pool.poolId, ClientId, UseCognitoProvidedValues: true };
  const { ManagedLoginBranding } = await pool.sdk.send(new CreateManagedLoginBrandingCommand(request));
  return present(ManagedLoginBranding?.ManagedLoginBrandingId);
};
const describe = (ManagedLoginBrandingId: string) =>
  pool.sdk.send(new DescribeManagedLoginBrandingCommand({ UserPoolId: pool.poolId, ManagedLoginBrandingId }));
const NOT_FOUND = "ResourceNotFoundException: ManagedLoginBranding does not exist.";

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("the style is gone, the answer empty (recorded), and the client can have another", async () => {
  const ManagedLoginBrandingId = await create(pool.main.clientId);
  const request = { UserPoolId: pool.poolId, ManagedLoginBrandingId };
  expect(await rawCall(server, "DeleteManagedLoginBranding", request)).toEqual({ status: 200, body: "" });
  expect(await refusedCall(describe(ManagedLoginBrandingId))).toBe(NOT_FOUND);
  expect(await refusedCall(pool.sdk.send(new DeleteManagedLoginBrandingCommand(request)))).toBe(NOT_FOUND);
  expect(await create(pool.main.clientId)).not.toBe(ManagedLoginBrandingId);
});

test("a client that is deleted takes its style along", async () => {
  const { clientId: ClientId } = await pool.addClient();
  const id = await create(ClientId);
  await pool.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId: pool.poolId, ClientId }));
  expect(await refusedCall(describe(id))).toBe(NOT_FOUND);
});

test("an id that is no UUID of version 4: InvalidParameterException", async () => {
  const command = new DeleteManagedLoginBrandingCommand({ UserPoolId: pool.poolId, ManagedLoginBrandingId: "x" });
  expect(await refusedCall(pool.sdk.send(command))).toMatch(/^InvalidParameterException: .*'managedLoginBrandingId'/);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const { clientId } = await pool.addClient();
  const ManagedLoginBrandingId = await create(clientId);
  await expectPoolBoundaries(server, "DeleteManagedLoginBranding", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DeleteManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId })),
  );
});
