import {
  CreateManagedLoginBrandingCommand,
  DeleteManagedLoginBrandingCommand,
  SetUICustomizationCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PNG, svg } from "../../../../test/cognito-idp/images.ts";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { assetPath } from "./appearance.ts";
import { assetName } from "./page-asset-store.ts";

let server: Poolhouse;
let domain: LoginDomain;
const picture = svg();
const name = assetName(picture, { type: "", suffix: "svg" });
let styleId: string | undefined;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
  const { ManagedLoginBranding } = await domain.pool.sdk.send(
    new CreateManagedLoginBrandingCommand({
      UserPoolId: domain.pool.poolId,
      ClientId: domain.pool.main.clientId,
      Settings: {},
      Assets: [{ Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "SVG", Bytes: picture }],
    }),
  );
  styleId = ManagedLoginBranding?.ManagedLoginBrandingId;
});
afterAll(() => server.close());

test("an image is served as what it is, and kept by browsers for ever", async () => {
  const { status, headers, text } = await domain.fetch(assetPath(name));
  expect([status, text]).toEqual([200, picture.toString()]);
  expect(headers.get("content-type")).toBe("image/svg+xml");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("an SVG document that is opened by itself can run and load nothing", async () => {
  const { headers } = await domain.fetch(assetPath(name));
  expect(headers.get("content-security-policy")).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  );
  expect(headers.get("x-frame-options")).toBe("DENY");
});

test("HEAD is answered without the image, other methods are not", async () => {
  expect(await domain.fetch(assetPath(name), { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
  expect((await domain.fetch(assetPath(name), { method: "POST", body: "" })).status).toBe(405);
});

test("images of other pools are not there", async () => {
  const other = await openLoginDomain(server);
  expect((await other.fetch(assetPath(name))).status).toBe(404);
});

test.each([
  "",
  "x",
  `${"0".repeat(32)}.svg`,
  `${"0".repeat(32)}.exe`,
  "..%2f..%2fetc%2fpasswd",
  "%00",
  "a/b.svg",
  "__proto__",
])("no image of the name %j", async (unknown) => {
  expect((await domain.fetch(assetPath(unknown))).status).toBe(404);
});

test("an image that two use stays until both have let it go", async () => {
  const { poolId, sdk } = domain.pool;
  const shared = Buffer.concat([PNG, Buffer.from("shared")]);
  const file = assetPath(assetName(shared, { type: "", suffix: "png" }));
  await sdk.send(new SetUICustomizationCommand({ UserPoolId: poolId, ImageFile: shared }));
  await sdk.send(
    new SetUICustomizationCommand({ UserPoolId: poolId, ClientId: domain.pool.main.clientId, ImageFile: shared }),
  );
  await sdk.send(new SetUICustomizationCommand({ UserPoolId: poolId }));
  expect((await domain.fetch(file)).status).toBe(200);
  await sdk.send(new SetUICustomizationCommand({ UserPoolId: poolId, ClientId: domain.pool.main.clientId }));
  expect((await domain.fetch(file)).status).toBe(404);
});

test("an image goes with its style", async () => {
  await domain.pool.sdk.send(
    new DeleteManagedLoginBrandingCommand({ UserPoolId: domain.pool.poolId, ManagedLoginBrandingId: styleId }),
  );
  expect((await domain.fetch(assetPath(name))).status).toBe(404);
});
