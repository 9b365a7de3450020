import {
  CreateManagedLoginBrandingCommand,
  type CreateManagedLoginBrandingCommandInput,
  DescribeManagedLoginBrandingByClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ICO, JPEG, PNG, pngOf, svg, WEBP } from "../../../../test/cognito-idp/images.ts";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { type PoolInUse, putPoolInUse } from "../../../../test/cognito-idp/pool-in-use.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { createTestPool } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let pool: PoolInUse;
type Given = Partial<CreateManagedLoginBrandingCommandInput>;
const create = async (given: Given, at = pool) => {
  const ClientId = given.ClientId ?? (await at.addClient()).clientId;
  const command = new CreateManagedLoginBrandingCommand({ UserPoolId: at.poolId, ...given, ClientId });
  return (await at.sdk.send(command)).ManagedLoginBranding;
};
/** For refusals: nothing is made, so that one client will do. */
const tryCreate = (given: Given) => refusedCall(create({ ClientId: pool.main.clientId, ...given }));

beforeAll(async () => {
  server = await startTestServer();
  pool = await putPoolInUse(server);
});
afterAll(() => server.close());

test("Cognito's own values: Assets are empty, Settings absent (recorded)", async () => {
  const { clientId: ClientId } = await pool.addClient();
  const request = { UserPoolId: pool.poolId, ClientId, UseCognitoProvidedValues: true };
  const { ManagedLoginBranding } = JSON.parse((await rawCall(server, "CreateManagedLoginBranding", request)).body);
  expect(ManagedLoginBranding).toEqual({
    ManagedLoginBrandingId: expect.stringMatching(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ),
    UserPoolId: pool.poolId,
    UseCognitoProvidedValues: true,
    Assets: [],
    CreationDate: expect.any(Number),
    LastModifiedDate: expect.any(Number),
  });
});

test("empty settings come back empty (recorded)", async () => {
  expect(await create({ Settings: {} })).toMatchObject({ UseCognitoProvidedValues: false, Settings: {}, Assets: [] });
});

test("settings and images come back as they were given (documented)", async () => {
  const Settings = {
    categories: { global: { colorSchemeMode: "DYNAMIC" } },
    components: { primaryButton: { lightMode: { defaults: { backgroundColor: "0F766Eff" } } } },
  };
  const Assets: Given["Assets"] = [
    { Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "SVG", Bytes: svg() },
    { Category: "IDP_BUTTON_ICON", ColorMode: "DYNAMIC", Extension: "PNG", Bytes: PNG, ResourceId: "My provider" },
  ];
  const created = await create({ Settings, Assets });
  expect(created?.Settings).toEqual(Settings);
  expect(created?.Assets?.map((asset) => ({ ...asset, Bytes: Buffer.from(asset.Bytes ?? []) }))).toEqual(Assets);
});

test("keys outside the schema are ignored (documented)", async () => {
  const created = await create({
    Settings: {
      own: { enabled: true },
      // JSON from outside may have it.
      ...JSON.parse('{"__proto__":{"enabled":true},"constructor":{"x":1}}'),
      components: {
        primaryButton: { light: { color: "red" } },
        pageBackground: { lightMode: { color: "ff0000ff", x: [] } },
      },
    },
  });
  expect(created?.Settings).toEqual({
    components: { primaryButton: {}, pageBackground: { lightMode: { color: "ff0000ff" } } },
  });
});

describe("settings of another kind than the schema's: InvalidParameterException (observed; text assumed)", () => {
  test.each<[unknown, string]>([
    [{ components: { pageBackground: { lightMode: { color: "red" } } } }, "components.pageBackground.lightMode.color"],
    [
      { components: { pageBackground: { lightMode: { color: "ff0000" } } } },
      "components.pageBackground.lightMode.color",
    ],
    [{ components: { form: { borderRadius: "8px" } } }, "components.form.borderRadius"],
    [{ components: { form: { borderRadius: -1 } } }, "components.form.borderRadius"],
    [{ components: { form: { borderRadius: 1e9 } } }, "components.form.borderRadius"],
    [{ components: { form: [] } }, "components.form"],
    [{ components: { favicon: { enabledTypes: ["GIF"] } } }, "components.favicon.enabledTypes"],
    [{ categories: { global: { colorSchemeMode: "dark" } } }, "categories.global.colorSchemeMode"],
    [{ categories: { form: { displayGraphics: "true" } } }, "categories.form.displayGraphics"],
    [{ categories: { form: { sessionTimerDisplay: "</style>" } } }, "categories.form.sessionTimerDisplay"],
    [{ categories: { auth: { authMethodOrder: [[{ display: "}", type: "X" }]] } } }, "categories.auth.authMethodOrder"],
    [{ categories: { auth: { authMethodOrder: [[{ type: "X", more: "Y" }]] } } }, "categories.auth.authMethodOrder"],
  ])("%j", async (Settings, path) => {
    const request = { UserPoolId: pool.poolId, ClientId: pool.main.clientId, Settings };
    const { status, body } = await rawCall(server, "CreateManagedLoginBranding", request);
    expect([status, JSON.parse(body)]).toEqual([
      400,
      { __type: "InvalidParameterException", message: `Invalid value for settings.${path}.` },
    ]);
  });

  test.each([["text"], [[1]], [7], [true]])("%j are no settings", async (Settings) => {
    expect(await tryCreate({ Settings })).toBe("InvalidParameterException: Invalid settings.");
  });
});

test("either Cognito's own values or settings, not both and not neither: InvalidParameterException (recorded)", async () => {
  const refusal = "InvalidParameterException: useCognitoProvidedValues or settings should be specified (but not both)";
  expect(await tryCreate({})).toBe(refusal);
  expect(await tryCreate({ UseCognitoProvidedValues: false })).toBe(refusal);
  expect(await tryCreate({ UseCognitoProvidedValues: true, Settings: {} })).toBe(refusal);
});

test("images go with Cognito's own values as well (measured: badmintoncryer/cdk-preflight)", async () => {
  const Assets: Given["Assets"] = [{ Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "PNG", Bytes: PNG }];
  const created = await create({ UseCognitoProvidedValues: true, Assets });
  expect(created).toMatchObject({ UseCognitoProvidedValues: true, Assets: [{ Category: "FORM_LOGO" }] });
  expect(created?.Settings).toBeUndefined();
  await create({ UseCognitoProvidedValues: true, Assets: [] });
});

test("a client has one style, also when twenty come at once: ManagedLoginBrandingExistsException (recorded)", async () => {
  const { clientId: ClientId } = await pool.addClient();
  const attempts = await Promise.allSettled(
    Array.from({ length: 20 }, () => create({ ClientId, UseCognitoProvidedValues: true })),
  );
  expect(attempts.filter(({ status }) => status === "fulfilled").length).toBe(1);
  expect(await refusedCall(create({ ClientId, Settings: {} }))).toBe(
    `ManagedLoginBrandingExistsException: A ManagedLoginBranding already exists for client ${ClientId}`,
  );
});

test("a pool has at most 20 styles: LimitExceededException (quota documented, text assumed)", async () => {
  const full = await putPoolInUse(server);
  for (let made = 0; made < 20; made += 1) await create({ UseCognitoProvidedValues: true }, full);
  expect(await refusedCall(create({ UseCognitoProvidedValues: true }, full))).toBe(
    "LimitExceededException: Maximum number of managed login branding styles reached.",
  );
});

describe("images are what their extension says, and what their category can be", () => {
  const one = (asset: Partial<NonNullable<Given["Assets"]>[number]>): Given => ({
    Settings: {},
    Assets: [{ Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "PNG", Bytes: PNG, ...asset }],
  });

  test("each format by its bytes", async () => {
    const other = await putPoolInUse(server);
    for (const asset of [
      { Extension: "JPEG", Bytes: JPEG },
      { Extension: "WEBP", Bytes: WEBP },
      { Extension: "SVG", Bytes: svg() },
      { Category: "FAVICON_ICO", Extension: "ICO", Bytes: ICO },
      { Category: "FAVICON_SVG", Extension: "SVG", Bytes: svg() },
    ] as const) {
      expect((await create(one(asset), other))?.Assets?.length).toBe(1);
    }
  });

  test.each([
    [{ Extension: "JPEG" }],
    [{ Extension: "SVG" }],
    [{ Extension: "WEBP" }],
    [{ Extension: "ICO" }],
    [{ Bytes: svg() }],
    [{ Extension: "ICO", Bytes: ICO }],
    [{ Category: "FAVICON_ICO" }],
    [{ Category: "FAVICON_SVG" }],
    [{ Category: "FAVICON_ICO", Extension: "SVG", Bytes: svg() }],
  ] as const)("%o: InvalidParameterException (text assumed)", async (asset) => {
    const { Category = "FORM_LOGO", Extension = "PNG" } = asset as { Category?: string; Extension?: string };
    expect(await tryCreate(one(asset))).toBe(
      `InvalidParameterException: The asset ${Category} is not a valid ${Extension} file for its category.`,
    );
  });

  test("an image has bytes: InvalidParameterException (assumed)", async () => {
    for (const Bytes of [undefined, new Uint8Array()]) {
      expect(await tryCreate(one({ Bytes }))).toBe("InvalidParameterException: The asset FORM_LOGO has no bytes.");
    }
  });

  test("one place has one image, icons one a provider: InvalidParameterException (assumed)", async () => {
    const logo = one({}).Assets ?? [];
    expect(await tryCreate({ Settings: {}, Assets: [...logo, ...logo] })).toBe(
      "InvalidParameterException: Duplicate asset FORM_LOGO.",
    );
    const icon = (ResourceId: string) => ({
      Category: "IDP_BUTTON_ICON" as const,
      ColorMode: "LIGHT" as const,
      Extension: "PNG" as const,
      Bytes: PNG,
      ResourceId,
    });
    const created = await create({ Settings: {}, Assets: [icon("Google"), icon("GitHub")] });
    expect(created?.Assets?.map(({ ResourceId }) => ResourceId)).toEqual(["Google", "GitHub"]);
    expect(await tryCreate({ Settings: {}, Assets: [icon("Google"), icon("Google")] })).toMatch(/Duplicate asset/);
  });

  test("up to 40, of 1,000,000 bytes each, 2 MB together (documented)", async () => {
    const icons = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        Category: "IDP_BUTTON_ICON" as const,
        ColorMode: "DARK" as const,
        Extension: "PNG" as const,
        Bytes: PNG,
        ResourceId: `provider ${index}`,
      }));
    expect((await create({ Settings: {}, Assets: icons(40) }))?.Assets?.length).toBe(40);
    expect(await tryCreate({ Settings: {}, Assets: icons(41) })).toMatch(
      /^InvalidParameterException: .* at 'assets' failed to satisfy constraint: .*less than or equal to 40/,
    );
    expect((await create(one({ Bytes: pngOf(1_000_000) })))?.Assets?.[0]?.Bytes?.length).toBe(1_000_000);
    expect(await tryCreate(one({ Bytes: pngOf(1_000_001) }))).toMatch(/^InvalidParameterException: .*bytes/);
    const [logo] = one({ Bytes: pngOf(800_000) }).Assets ?? [];
    if (logo === undefined) throw new Error("no logo");
    const Assets = [logo, { ...logo, ColorMode: "DARK" as const }];
    expect(await tryCreate({ Settings: {}, Assets })).toBe("InvalidParameterException: request parameters too large");
  });
});

test("a null among the images is refused (recorded)", async () => {
  const request = { UserPoolId: pool.poolId, ClientId: pool.main.clientId, UseCognitoProvidedValues: true };
  expect(await rawCall(server, "CreateManagedLoginBranding", { ...request, Assets: [null] })).toMatchObject({
    status: 400,
    body: expect.stringContaining("InvalidParameterException"),
  });
});

test("what is refused leaves nothing behind", async () => {
  const { clientId: ClientId } = await pool.addClient();
  await refusedCall(
    create({
      ClientId,
      Settings: {},
      Assets: [{ Category: "FORM_LOGO", ColorMode: "LIGHT", Extension: "SVG", Bytes: PNG }],
    }),
  );
  const describe = new DescribeManagedLoginBrandingByClientCommand({ UserPoolId: pool.poolId, ClientId });
  expect(await refusedCall(pool.sdk.send(describe))).toMatch(/^ResourceNotFoundException/);
});

test("a client that is not the pool's is not found: ResourceNotFoundException", async () => {
  const { clientId: ClientId } = await createTestPool(server);
  expect(await refusedCall(create({ ClientId, UseCognitoProvidedValues: true }))).toBe(
    "ResourceNotFoundException: User pool client does not exist.",
  );
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException", () =>
  expectPoolBoundaries(server, "CreateManagedLoginBranding", pool.poolId, (caller, UserPoolId) =>
    caller.send(
      new CreateManagedLoginBrandingCommand({
        UserPoolId,
        ClientId: pool.main.clientId,
        UseCognitoProvidedValues: true,
      }),
    ),
  ));
