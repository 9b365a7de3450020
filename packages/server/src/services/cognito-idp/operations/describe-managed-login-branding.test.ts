import {
  CreateManagedLoginBrandingCommand,
  DescribeManagedLoginBrandingByClientCommand,
  DescribeManagedLoginBrandingCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { DEFAULT_SETTINGS } from "../branding/default-settings.ts";

let server: Poolhouse;
let pool: PoolInUse;
let id: string;
const Settings = { components: { pageBackground: { lightMode: { color: "ff0000ff" } } } };
const byId = async (ManagedLoginBrandingId: string, ReturnMergedResources?: boolean, UserPoolId = pool.poolId) => {
  const request = { UserPoolId, ManagedLoginBrandingId, ReturnMergedResources };
  return (await pool.sdk.send(new DescribeManagedLoginBrandingCommand(request))).ManagedLoginBranding;
};

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  const { ManagedLoginBranding } = await pool.sdk.send(
    new CreateManagedLoginBrandingCommand({ UserPoolId: pool.poolId, ClientId: pool.main.clientId, Settings }),
  );
  id = present(ManagedLoginBranding?.ManagedLoginBrandingId);
});
afterAll(() => server.close());

test("shows the settings that were changed (documented), by id and by client alike", async () => {
  const found = await byId(id);
  expect(found).toMatchObject({ ManagedLoginBrandingId: id, UseCognitoProvidedValues: false, Settings, Assets: [] });
  const request = { UserPoolId: pool.poolId, ClientId: pool.main.clientId };
  const byClient = await pool.sdk.send(new DescribeManagedLoginBrandingByClientCommand(request));
  expect(byClient.ManagedLoginBranding).toEqual(found);
});

test("with ReturnMergedResources all of them (documented)", async () => {
  const { Settings: merged } = present(await byId(id, true));
  expect(merged).toMatchObject({
    components: {
      pageBackground: { image: { enabled: true }, lightMode: { color: "ff0000ff" }, darkMode: { color: "0f1b2aff" } },
      primaryButton: { lightMode: { defaults: { backgroundColor: "0972d3ff" } } },
    },
    categories: { global: { colorSchemeMode: "LIGHT", spacingDensity: "REGULAR" } },
  });
});

test("what was merged can be given back whole, and is what it was (documented as the way to change a style)", async () => {
  const { Settings: merged } = present(await byId(id, true));
  const { clientId: ClientId } = await pool.addClient();
  const command = new CreateManagedLoginBrandingCommand({ UserPoolId: pool.poolId, ClientId, Settings: merged });
  expect((await pool.sdk.send(command)).ManagedLoginBranding?.Settings).toEqual(merged);
});

test("Cognito's own values merged are the defaults (assumed)", async () => {
  const { clientId: ClientId } = await pool.addClient();
  const command = new CreateManagedLoginBrandingCommand({
    UserPoolId: pool.poolId,
    ClientId,
    UseCognitoProvidedValues: true,
  });
  const { ManagedLoginBranding } = await pool.sdk.send(command);
  const found = await byId(present(ManagedLoginBranding?.ManagedLoginBrandingId), true);
  expect(found?.Settings).toEqual(DEFAULT_SETTINGS);
});

test("ids are found in whatever letters (assumed)", async () => {
  expect((await byId(id.toUpperCase()))?.ManagedLoginBrandingId).toBe(id);
});

test("an id that is no UUID of version 4: InvalidParameterException (recorded)", async () => {
  expect(await refusedCall(byId("00000000-0000-0000-0000-000000000000"))).toMatch(
    /^InvalidParameterException: 1 validation error detected: .*'managedLoginBrandingId'/,
  );
});

test("a style that is not there, or another pool's: ResourceNotFoundException (recorded)", async () => {
  const refusal = "ResourceNotFoundException: ManagedLoginBranding does not exist.";
  expect(await refusedCall(byId("5b3e2c7e-1c37-4b9e-9d5e-0d6a3c1b2a10"))).toBe(refusal);
  const { poolId } = await createTestPool(server);
  expect(await refusedCall(byId(id, false, poolId))).toBe(refusal);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "DescribeManagedLoginBranding", pool.poolId, (caller, UserPoolId) =>
    caller.send(new DescribeManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId: id })),
  ));
