import {
  DescribeUserPoolClientCommand,
  GetUserPoolClientSessionConfigurationCommand,
  SetUserPoolClientSessionConfigurationCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
const set = (MaxValidityMinutes: number, ClientId = pool.main.clientId, UserPoolId = pool.poolId) =>
  pool.sdk.send(
    new SetUserPoolClientSessionConfigurationCommand({ UserPoolId, ClientId, SSOSession: { MaxValidityMinutes } }),
  );
const get = async (ClientId = pool.main.clientId) => {
  const request = { UserPoolId: pool.poolId, ClientId };
  return (await pool.sdk.send(new GetUserPoolClientSessionConfigurationCommand(request))).SSOSession
    ?.MaxValidityMinutes;
};

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("gives back what was set, and keeps it", async () => {
  const { $metadata: _, ...answer } = await set(30);
  expect(answer).toEqual({
    UserPoolId: pool.poolId,
    ClientId: pool.main.clientId,
    SSOSession: { MaxValidityMinutes: 30 },
  });
  expect(await get()).toBe(30);
});

test("0 to 129,600 minutes: InvalidParameterException beyond (documented)", async () => {
  for (const minutes of [0, 129_600]) {
    await set(minutes);
    expect(await get()).toBe(minutes);
  }
  for (const minutes of [-1, 129_601]) {
    expect(await refusedCall(set(minutes))).toMatch(
      /^InvalidParameterException: 1 validation error detected: .*'sSOSession.maxValidityMinutes'/i,
    );
  }
  expect(await get()).toBe(129_600);
});

test("the minutes must be said: InvalidParameterException", async () => {
  const request = { UserPoolId: pool.poolId, ClientId: pool.main.clientId };
  for (const body of [request, { ...request, SSOSession: {} }]) {
    const answer = await rawCall(server, "SetUserPoolClientSessionConfiguration", body);
    expect([answer.status, JSON.parse(answer.body).__type]).toEqual([400, "InvalidParameterException"]);
  }
});

test("UpdateUserPoolClient, which replaces all else, leaves it; DescribeUserPoolClient does not show it", async () => {
  const request = { UserPoolId: pool.poolId, ClientId: pool.main.clientId };
  const shown = async () => {
    const { LastModifiedDate: _, ...settings } =
      (await pool.sdk.send(new DescribeUserPoolClientCommand(request))).UserPoolClient ?? {};
    return settings;
  };
  const before = await shown();
  await set(15);
  expect(await shown()).toEqual(before);
  await pool.sdk.send(new UpdateUserPoolClientCommand({ ...request, ClientName: "renamed" }));
  expect(await get()).toBe(15);
  expect(Object.keys(await shown()).filter((name) => /sso|^session/i.test(name))).toEqual([]);
});

test("the tier LITE does not have it: FeatureUnavailableInTierException (text assumed)", async () => {
  const lite = await createTestPool(server, { UserPoolTier: "LITE" });
  expect(await refusedCall(set(30, lite.clientId, lite.poolId))).toBe(
    "FeatureUnavailableInTierException: The following feature is not available for the LITE pricing tier configured: SSO Session Configuration",
  );
});

test("a client that is not the pool's is not found: ResourceNotFoundException", async () => {
  const { clientId } = await createTestPool(server);
  expect(await refusedCall(set(30, clientId))).toBe("ResourceNotFoundException: User pool client does not exist.");
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "SetUserPoolClientSessionConfiguration", pool.poolId, (caller, UserPoolId) =>
    caller.send(
      new SetUserPoolClientSessionConfigurationCommand({
        UserPoolId,
        ClientId: pool.main.clientId,
        SSOSession: { MaxValidityMinutes: 1 },
      }),
    ),
  ));
