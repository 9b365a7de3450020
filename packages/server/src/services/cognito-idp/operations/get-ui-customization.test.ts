import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolDomainCommand,
  GetUICustomizationCommand,
  SetUICustomizationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newDomainName } from "../../../../test/cognito-idp/domain-names.ts";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;
const css = (color: string) => `.label-customizable { color: ${color}; }`;
const set = (ClientId: string, CSS?: string) =>
  domain.pool.sdk.send(new SetUICustomizationCommand({ UserPoolId: domain.pool.poolId, ClientId, CSS }));
const get = async (ClientId?: string, UserPoolId = domain.pool.poolId) =>
  (await domain.pool.sdk.send(new GetUICustomizationCommand({ UserPoolId, ClientId }))).UICustomization;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, { managedLoginVersion: 1 });
});
afterAll(() => server.close());

test("nothing was customized: an empty object (documented)", async () => {
  expect(await rawCall(server, "GetUICustomization", { UserPoolId: domain.pool.poolId })).toEqual({
    status: 200,
    body: '{"UICustomization":{}}',
  });
  expect(await get(domain.pool.main.clientId)).toEqual({});
});

test("a client's own customization, else the pool's, else nothing (documented)", async () => {
  const { clientId } = await domain.pool.addClient();
  await set("ALL", css("red"));
  expect(await get(clientId)).toMatchObject({ ClientId: "ALL", CSS: css("red") });
  await set(clientId, css("blue"));
  expect(await get(clientId)).toMatchObject({ ClientId: clientId, CSS: css("blue") });
  expect(await get(domain.pool.main.clientId)).toMatchObject({ ClientId: "ALL", CSS: css("red") });
  expect((await get())?.CSS).toBe(css("red"));
  await set(clientId);
  expect((await get(clientId))?.CSS).toBe(css("red"));
  await set("ALL");
  expect(await get(clientId)).toEqual({});
});

test("a pool whose domain is gone: InvalidParameterException (observed)", async () => {
  const { poolId } = await createTestPool(server);
  const sdk = sdkClient(server);
  const refusal = "InvalidParameterException: There has to be an existing domain associated with this user pool";
  expect(await refusedCall(get(undefined, poolId))).toBe(refusal);
  const Domain = newDomainName();
  await sdk.send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain }));
  expect(await get(undefined, poolId)).toEqual({});
  await sdk.send(new DeleteUserPoolDomainCommand({ UserPoolId: poolId, Domain }));
  expect(await refusedCall(get(undefined, poolId))).toBe(refusal);
});

test("a client that is not the pool's is not found: ResourceNotFoundException", async () => {
  const { clientId } = await createTestPool(server);
  expect(await refusedCall(get(clientId))).toBe("ResourceNotFoundException: User pool client does not exist.");
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "GetUICustomization", domain.pool.poolId, (caller, UserPoolId) =>
    caller.send(new GetUICustomizationCommand({ UserPoolId })),
  ));
