import {
  CreateUserPoolDomainCommand,
  DeleteUserPoolClientCommand,
  GetUICustomizationCommand,
  SetUICustomizationCommand,
  type SetUICustomizationCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newDomainName } from "../../../../test/cognito-idp/domain-names.ts";
import { JPEG, PNG, pngOf, svg } from "../../../../test/cognito-idp/images.ts";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

let server: Poolhouse;
let domain: LoginDomain;
const CSS = ".submitButton-customizable {\n  background-color: #0f766e;\n}";
const set = async (given: Partial<SetUICustomizationCommandInput>) =>
  (await domain.pool.sdk.send(new SetUICustomizationCommand({ UserPoolId: domain.pool.poolId, ...given })))
    .UICustomization;
const get = async (ClientId?: string) =>
  (await domain.pool.sdk.send(new GetUICustomizationCommand({ UserPoolId: domain.pool.poolId, ClientId })))
    .UICustomization;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, { managedLoginVersion: 1 });
});
afterAll(() => server.close());

test("gives back the style sheet as it was sent, its version and where the logo is (documented: AWS CLI)", async () => {
  const customization = await set({ ClientId: "ALL", CSS, ImageFile: PNG });
  expect(customization).toEqual({
    UserPoolId: domain.pool.poolId,
    ClientId: "ALL",
    CSS,
    CSSVersion: expect.stringMatching(/^20\d{12}$/),
    ImageUrl: expect.stringMatching(/^http:\/\/.*\/_auth\/d\d{12}\/_pages\/assets\/[0-9a-f]{32}\.png$/),
    CreationDate: expect.any(Date),
    LastModifiedDate: expect.any(Date),
  });
  expect(await get()).toEqual(customization);
});

test("ImageUrl leads to the image", async () => {
  for (const [image, type] of [
    [PNG, "image/png"],
    [JPEG, "image/jpeg"],
  ] as const) {
    const customization = await set({ ImageFile: image });
    const answer = await inProcessFetch(server.handle)(new URL(customization?.ImageUrl ?? "").pathname);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(image);
  }
});

test("the pool's default is meant where no client is named (assumed)", async () => {
  await set({ CSS });
  expect((await get("ALL"))?.CSS).toBe(CSS);
});

test("style sheet and logo are set together: what is omitted is dropped (documented)", async () => {
  await set({ CSS, ImageFile: PNG });
  expect((await set({ CSS }))?.ImageUrl).toBeUndefined();
  expect((await set({ ImageFile: PNG }))?.CSS).toBeUndefined();
  const kept = await get();
  expect([kept?.CSS, kept?.ImageUrl?.endsWith(".png")]).toEqual([undefined, true]);
});

test("a change keeps the day of creation and has a new version", async () => {
  const first = await set({ CSS });
  server.advance({ seconds: 61 });
  const second = await set({ CSS });
  expect(second?.CreationDate).toEqual(first?.CreationDate);
  expect(second?.LastModifiedDate?.getTime()).toBeGreaterThan(first?.LastModifiedDate?.getTime() ?? 0);
  expect(Number(second?.CSSVersion)).toBeGreaterThan(Number(first?.CSSVersion));
});

test("neither style sheet nor logo takes the customization away (assumed: Terraform deletes one so)", async () => {
  await set({ CSS });
  await set({});
  expect(await get()).toEqual({});
  await set({ CSS });
  await set({ CSS: "" });
  expect(await get()).toEqual({});
});

test("a client that is deleted takes its customization along", async () => {
  const { clientId } = await domain.pool.addClient();
  await set({ ClientId: clientId, ImageFile: pngOf(999) });
  const ImageUrl = (await get(clientId))?.ImageUrl;
  const path = new URL(ImageUrl ?? "").pathname.slice(domain.base.length);
  expect((await domain.fetch(path)).status).toBe(200);
  await domain.pool.sdk.send(new DeleteUserPoolClientCommand({ UserPoolId: domain.pool.poolId, ClientId: clientId }));
  expect((await domain.fetch(path)).status).toBe(404);
});

test("a pool without a domain cannot be customized: InvalidParameterException (observed)", async () => {
  const { poolId } = await createTestPool(server);
  expect(await refusedCall(set({ UserPoolId: poolId, CSS }))).toBe(
    "InvalidParameterException: There has to be an existing domain associated with this user pool",
  );
});

// badmintoncryer/cdk-preflight, measured on 2026-09-08.
test("a selector that is not one of the 18 refuses the sheet: InvalidParameterException (recorded)", async () => {
  await set({ CSS });
  expect(await refusedCall(set({ CSS: "body { color: red; }" }))).toBe(
    "InvalidParameterException: The CSS class body is not in the list of allowed classes.",
  );
  expect((await get())?.CSS).toBe(CSS);
});

test("an at-rule refuses the sheet: InvalidParameterException (documented; text assumed)", async () => {
  await set({ CSS });
  expect(await refusedCall(set({ CSS: "@import 'x.css';" }))).toBe(
    "InvalidParameterException: Invalid CSS: @import is not allowed.",
  );
  expect((await get())?.CSS).toBe(CSS);
});

test("a refusal repeats no more than a beginning of what was sent, and whole letters", async () => {
  const refusal = await refusedCall(set({ CSS: `.label-customizable { font-family: "<${"\u{1f642}".repeat(200)}" }` }));
  expect(refusal.length).toBeLessThan(200);
  expect(refusal.isWellFormed()).toBe(true);
});

test("a style sheet has up to 3 KB, a logo up to 100 KB: InvalidParameterException (documented)", async () => {
  const sheet = (bytes: number) => CSS + " ".repeat(bytes - CSS.length);
  await set({ CSS: sheet(3072), ImageFile: pngOf(102_400) });
  const refusal = "InvalidParameterException: request parameters too large";
  expect(await refusedCall(set({ CSS: sheet(3073) }))).toBe(refusal);
  expect(await refusedCall(set({ CSS: `${sheet(3072 - 3)}/*${"é"}*/` }))).toBe(refusal);
  expect(await refusedCall(set({ ImageFile: pngOf(102_401) }))).toBe(refusal);
  expect(await refusedCall(set({ ImageFile: pngOf(131_073) }))).toMatch(
    /^InvalidParameterException: 1 validation error detected: .*imageFile/i,
  );
});

test("a logo is a PNG or JPEG by its bytes: InvalidParameterException (documented; text assumed)", async () => {
  for (const ImageFile of [svg(), Buffer.from("GIF89a"), Buffer.from("<html>"), Buffer.from([0x89])]) {
    expect(await refusedCall(set({ ImageFile }))).toBe(
      "InvalidParameterException: The image must be a PNG or JPEG file.",
    );
  }
});

test("an image that is no base64 is no blob: SerializationException", async () => {
  const request = { UserPoolId: domain.pool.poolId, ImageFile: "***" };
  const { status, body } = await rawCall(server, "SetUICustomization", request);
  expect([status, JSON.parse(body).__type]).toEqual([400, "SerializationException"]);
});

test("a client of another pool is not found: ResourceNotFoundException", async () => {
  const { clientId: ClientId } = await createTestPool(server);
  expect(await refusedCall(set({ ClientId, CSS }))).toBe("ResourceNotFoundException: User pool client does not exist.");
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", async () => {
  const { poolId } = await createTestPool(server);
  await sdkClient(server).send(new CreateUserPoolDomainCommand({ UserPoolId: poolId, Domain: newDomainName() }));
  await expectPoolBoundaries(server, "SetUICustomization", poolId, (caller, UserPoolId) =>
    caller.send(new SetUICustomizationCommand({ UserPoolId, CSS })),
  );
});
