import {
  type AssetType,
  CreateManagedLoginBrandingCommand,
  DeleteManagedLoginBrandingCommand,
  DescribeManagedLoginBrandingCommand,
  UpdateManagedLoginBrandingCommand,
  type UpdateManagedLoginBrandingCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PNG, svg } from "../../../../test/cognito-idp/images.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, present } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
let id: string;
const update = async (given: Partial<UpdateManagedLoginBrandingCommandInput>) => {
  const request = { UserPoolId: pool.poolId, ManagedLoginBrandingId: id, ...given };
  return (await pool.sdk.send(new UpdateManagedLoginBrandingCommand(request))).ManagedLoginBranding;
};
const described = async () => {
  const request = { UserPoolId: pool.poolId, ManagedLoginBrandingId: id };
  return (await pool.sdk.send(new DescribeManagedLoginBrandingCommand(request))).ManagedLoginBranding;
};
const logo: AssetType = { Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "PNG", Bytes: PNG };
const footer: AssetType = { Category: "PAGE_FOOTER_LOGO", ColorMode: "LIGHT", Extension: "SVG", Bytes: svg() };
const categories = (assets: AssetType[] | undefined) =>
  assets?.map(({ Category, Extension }) => `${Category} ${Extension}`);

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
  const { ManagedLoginBranding } = await pool.sdk.send(
    new CreateManagedLoginBrandingCommand({
      UserPoolId: pool.poolId,
      ClientId: pool.main.clientId,
      UseCognitoProvidedValues: true,
    }),
  );
  id = present(ManagedLoginBranding?.ManagedLoginBrandingId);
});
afterAll(() => server.close());

test("settings and images that are not named stay (recorded)", async () => {
  await update({ UseCognitoProvidedValues: true });
  await update({ Settings: { components: { form: { borderRadius: 2 } } }, Assets: [logo] });
  await update({ Settings: { components: { alert: { borderRadius: 3 }, form: { logo: { enabled: true } } } } });
  await update({ Assets: [footer] });
  const after = await update({ UseCognitoProvidedValues: false });
  expect(after?.Settings).toEqual({
    components: { form: { borderRadius: 2, logo: { enabled: true } }, alert: { borderRadius: 3 } },
  });
  expect(categories(after?.Assets)).toEqual(["FORM_LOGO PNG", "PAGE_FOOTER_LOGO SVG"]);
  expect(await described()).toEqual(after);
});

test("lists are replaced whole (assumed)", async () => {
  const settings = (enabledTypes: string[]) => ({ components: { favicon: { enabledTypes } } });
  await update({ Settings: settings(["ICO", "SVG"]) });
  expect(await update({ Settings: settings(["SVG"]) })).toMatchObject({ Settings: settings(["SVG"]) });
});

test("an image in the place of another replaces it (assumed)", async () => {
  await update({ UseCognitoProvidedValues: true });
  await update({ Assets: [logo, { ...logo, ColorMode: "DARK" }] });
  const after = await update({ Assets: [{ ...logo, Extension: "SVG", Bytes: svg() }] });
  expect(categories(after?.Assets)).toEqual(["FORM_LOGO PNG", "FORM_LOGO SVG"]);
});

test("with Cognito's own values settings and images are gone (documented)", async () => {
  await update({ Settings: { components: { form: { borderRadius: 2 } } }, Assets: [logo] });
  const after = await update({ UseCognitoProvidedValues: true });
  expect(after?.UseCognitoProvidedValues).toBe(true);
  expect(after?.Settings).toBeUndefined();
  expect(after?.Assets).toEqual([]);
});

test("of images, those that come with Cognito's own values are left (assumed: Create takes them so)", async () => {
  await update({ Settings: {}, Assets: [logo] });
  const after = await update({ UseCognitoProvidedValues: true, Assets: [footer] });
  expect(after?.UseCognitoProvidedValues).toBe(true);
  expect(categories(after?.Assets)).toEqual(["PAGE_FOOTER_LOGO SVG"]);
});

test("settings end the use of Cognito's own values (assumed)", async () => {
  await update({ UseCognitoProvidedValues: true });
  expect((await update({ Settings: {} }))?.UseCognitoProvidedValues).toBe(false);
});

test("both at once are refused: InvalidParameterException (recorded for Create)", async () => {
  expect(await refusedCall(update({ UseCognitoProvidedValues: true, Settings: {} }))).toBe(
    "InvalidParameterException: useCognitoProvidedValues or settings should be specified (but not both)",
  );
});

test("over all requests a style has at most 40 images: InvalidParameterException (assumed)", async () => {
  await update({ UseCognitoProvidedValues: true });
  const icons = (from: number, count: number): AssetType[] =>
    Array.from({ length: count }, (_, index) => ({
      Category: "IDP_BUTTON_ICON",
      ColorMode: "DARK",
      Extension: "PNG",
      Bytes: PNG,
      ResourceId: `provider ${from + index}`,
    }));
  await update({ Assets: icons(0, 39) });
  await update({ Assets: icons(38, 2) });
  expect(await refusedCall(update({ Assets: icons(40, 1) }))).toBe(
    "InvalidParameterException: A style can have at most 40 assets.",
  );
  expect((await described())?.Assets?.length).toBe(40);
});

test("changes that come at once are all kept", async () => {
  await update({ UseCognitoProvidedValues: true });
  await Promise.all([
    update({ Settings: { components: { form: { borderRadius: 1 } } } }),
    update({ Settings: { components: { alert: { borderRadius: 2 } } } }),
    update({ Settings: { componentClasses: { input: { borderRadius: 3 } } } }),
    update({ Assets: [logo] }),
  ]);
  const after = await described();
  expect(after?.Settings).toEqual({
    components: { form: { borderRadius: 1 }, alert: { borderRadius: 2 } },
    componentClasses: { input: { borderRadius: 3 } },
  });
  expect(after?.Assets?.length).toBe(1);
});

test("the day of creation stays", async () => {
  const before = await described();
  server.advance({ seconds: 60 });
  const after = await update({ Settings: {} });
  expect(after?.CreationDate).toEqual(before?.CreationDate);
  expect(after?.LastModifiedDate?.getTime()).toBeGreaterThan(before?.LastModifiedDate?.getTime() ?? 0);
});

test("pool and style must be named: InvalidParameterException (assumed: the model requires neither)", async () => {
  expect(await refusedCall(update({ UserPoolId: undefined }))).toBe(
    "InvalidParameterException: Missing required parameter UserPoolId",
  );
  expect(await refusedCall(update({ ManagedLoginBrandingId: undefined }))).toBe(
    "InvalidParameterException: Missing required parameter ManagedLoginBrandingId",
  );
});

test("a style that is not there, or another pool's, is not found: ResourceNotFoundException (recorded)", async () => {
  const refusal = "ResourceNotFoundException: ManagedLoginBranding does not exist.";
  const unknown = "5b3e2c7e-1c37-4b9e-9d5e-0d6a3c1b2a10";
  expect(await refusedCall(update({ ManagedLoginBrandingId: unknown, Settings: {} }))).toBe(refusal);
  const other = await createTestPool(server);
  expect(await refusedCall(update({ UserPoolId: other.poolId, Settings: {} }))).toBe(refusal);
  const remove = new DeleteManagedLoginBrandingCommand({ UserPoolId: other.poolId, ManagedLoginBrandingId: id });
  expect(await refusedCall(pool.sdk.send(remove))).toBe(refusal);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "UpdateManagedLoginBranding", pool.poolId, (caller, UserPoolId) =>
    caller.send(new UpdateManagedLoginBrandingCommand({ UserPoolId, ManagedLoginBrandingId: id, Settings: {} })),
  ));
