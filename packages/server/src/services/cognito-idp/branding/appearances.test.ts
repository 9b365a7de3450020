import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCognitoStorage } from "../../../../test/cognito-idp/cognito-storage.ts";
import { PNG, svg } from "../../../../test/cognito-idp/images.ts";
import { databases } from "../../../../test/databases.ts";
import type { AssetType, JsonValue } from "../../../models/cognito-idp/types.ts";
import { termsIn } from "../terms/terms-links.ts";
import { termsStore } from "../terms/terms-store.ts";
import { readCss } from "../ui-customization/read-css.ts";
import { readLogo } from "../ui-customization/read-logo.ts";
import { uiCustomizationStore } from "../ui-customization/ui-customization-store.ts";
import { appearanceOf } from "./appearance.ts";
import { type Appearances, createAppearances } from "./appearances.ts";
import type { LoginStyle } from "./login-style.ts";
import { loginStyleStore } from "./login-style-store.ts";
import { pageAssetStore } from "./page-asset-store.ts";
import { readAssets } from "./read-assets.ts";
import { readSettings } from "./settings.ts";

describe.each(databases)("appearances on $name", (database) => {
  let opened: Awaited<ReturnType<typeof openCognitoStorage>>;
  let appearances: Appearances;
  let poolId: string;
  beforeEach(async () => {
    opened = await openCognitoStorage(database);
    appearances = createAppearances(opened);
    poolId = (await opened.addPool()).id;
  });
  afterEach(() => opened.storage.close());

  const classic = (id = "app") => appearanceOf({ appearances }, { managedLoginVersion: 1, poolId }, { id });
  const managed = (id = "app") => appearanceOf({ appearances }, { managedLoginVersion: 2, poolId }, { id });
  const customize = (clientId: string, css: string, image?: Uint8Array) => {
    const logo = readLogo(image, poolId, clientId);
    const rest = { poolId, clientId, image: logo?.name, cssVersion: "20260101000000", createdAt: 1, modifiedAt: 1 };
    return opened.storage.write((tx) => uiCustomizationStore.set(tx, { ...rest, ...readCss(css) }, logo));
  };
  const style: LoginStyle = {
    id: "5b3e2c7e-1c37-4b9e-9d5e-0d6a3c1b2a10",
    poolId: "",
    clientId: "app",
    providedValues: false,
    settings: {},
    createdAt: 1,
    modifiedAt: 1,
  };
  /** Gives the client a style in the place of any it has. */
  const dress = (settings: JsonValue, assets: AssetType[] = []) =>
    opened.storage.write(async (tx) => {
      const dressed = { ...style, poolId, settings: readSettings(settings) };
      await loginStyleStore.remove(tx, dressed);
      await loginStyleStore.insert(tx, dressed);
      await pageAssetStore.put(tx, readAssets(assets, poolId, style.id));
    });
  const asset = (Category: AssetType["Category"], ColorMode: AssetType["ColorMode"], label: string): AssetType => ({
    Category,
    ColorMode,
    Extension: Category === "FAVICON_ICO" ? "ICO" : "SVG",
    Bytes:
      Category === "FAVICON_ICO" ? Buffer.from(`0000010001${"0".repeat(40)}`, "hex") : svg(`<text>${label}</text>`),
  });

  test("classic: the client's own sheet and logo whole, else the pool's, else none (documented)", async () => {
    expect(await classic()).toMatchObject({ version: 1, stylesheet: "", colorScheme: "light dark", logo: undefined });
    await customize("ALL", ".label-customizable { color: red }", PNG);
    expect(await classic()).toMatchObject({
      stylesheet: ".label-customizable{color:red}",
      colorScheme: "light",
      logo: { image: { light: expect.stringMatching(/^[0-9a-f]{32}\.png$/), dark: undefined }, formInclusion: "IN" },
    });
    await customize("app", ".redirect-customizable { text-align: left }");
    expect(await classic()).toMatchObject({ stylesheet: ".redirect-customizable{text-align:left}", logo: undefined });
    expect((await classic("other")).stylesheet).toBe(".label-customizable{color:red}");
    await opened.storage.write((tx) => uiCustomizationStore.remove(tx, poolId, "app"));
    expect((await classic()).stylesheet).toBe(".label-customizable{color:red}");
    await opened.storage.write((tx) => uiCustomizationStore.remove(tx, poolId, "ALL"));
    expect((await classic()).stylesheet).toBe("");
  });

  test("managed login does not have the classic sheet, nor the classic pages a style", async () => {
    await customize("ALL", ".label-customizable { color: red }");
    await dress({ components: { pageBackground: { lightMode: { color: "12345678" } } } });
    expect((await managed()).stylesheet).not.toContain("customizable");
    expect((await classic()).stylesheet).toBe(".label-customizable{color:red}");
  });

  test("a client without a style has Cognito's colours, light or dark as the reader has it, and no empty bars", async () => {
    const { stylesheet, ...rest } = await managed();
    expect(stylesheet).toContain("--primary-button-background:#0972d3ff;");
    expect(rest).toEqual({
      version: 2,
      colorScheme: "light dark",
      logo: undefined,
      header: undefined,
      footer: undefined,
      favicon: { ico: undefined, svg: undefined },
      pageBackground: undefined,
      formBackground: undefined,
      formPosition: { horizontal: "CENTER", vertical: "CENTER" },
      graphics: {},
      idpIcons: new Map(),
      signInOrder: ["FEDERATED", "USERNAME_PASSWORD"],
      terms: undefined,
    });
  });

  test("a button that waits has Cognito's colours, white on white, only in a style that names some", async () => {
    const waiting = async () => (await managed()).stylesheet.match(/--primary-button-disabled-background:#\w+/g);
    expect(await waiting()).toBeNull();
    await dress({ components: { primaryButton: { lightMode: { disabled: { backgroundColor: "11111111" } } } } });
    expect(await waiting()).toEqual(["--primary-button-disabled-background:#11111111"]);
    await dress({
      categories: { global: { colorSchemeMode: "DYNAMIC" } },
      components: { primaryButton: { lightMode: { disabled: { backgroundColor: "11111111" } } } },
    });
    expect(await waiting()).toEqual([
      "--primary-button-disabled-background:#11111111",
      "--primary-button-disabled-background:#ffffffff",
    ]);
  });

  test("a style of Cognito's own values has Cognito's settings (documented)", async () => {
    await opened.storage.write((tx) =>
      loginStyleStore.insert(tx, { ...style, poolId, providedValues: true, settings: undefined }),
    );
    const empty = { logo: undefined, background: undefined };
    expect(await managed()).toMatchObject({ colorScheme: "light", header: empty, footer: empty });
  });

  test("a change of the style shows at once, and ends with it", async () => {
    const color = async () => /--page-background:(#\w+)/.exec((await managed()).stylesheet)?.[1];
    expect(await color()).toBe("#ffffffff");
    await dress({ components: { pageBackground: { lightMode: { color: "11111111" } } } });
    expect(await color()).toBe("#11111111");
    await dress({ components: { pageBackground: { lightMode: { color: "22222222" } } } });
    expect(await color()).toBe("#22222222");
    expect((await managed("other")).stylesheet).toContain("--page-background:#ffffffff");
    await opened.storage.write((tx) => loginStyleStore.remove(tx, { ...style, poolId }));
    expect(await color()).toBe("#ffffffff");
  });

  test("images are shown where the settings turn them on, and not where they are off", async () => {
    const on = { enabled: true };
    const off = { enabled: false };
    const bars = (logo: object, backgroundImage: object) => ({ logo, backgroundImage });
    const images = [
      asset("FORM_LOGO", "LIGHT", "logo"),
      asset("FORM_BACKGROUND", "LIGHT", "form"),
      asset("PAGE_BACKGROUND", "LIGHT", "page"),
      asset("PAGE_HEADER_LOGO", "LIGHT", "header logo"),
      asset("PAGE_HEADER_BACKGROUND", "LIGHT", "header"),
      asset("PAGE_FOOTER_LOGO", "LIGHT", "footer logo"),
      asset("PAGE_FOOTER_BACKGROUND", "LIGHT", "footer"),
      asset("FAVICON_SVG", "LIGHT", "icon"),
      asset("FAVICON_ICO", "LIGHT", "icon"),
      asset("EMAIL_GRAPHIC", "LIGHT", "mail"),
      { ...asset("IDP_BUTTON_ICON", "LIGHT", "provider"), ResourceId: "GitHub" },
    ];
    const settings = (turned: object, types: string[]): JsonValue =>
      JSON.parse(
        JSON.stringify({
          categories: { form: { displayGraphics: turned === on } },
          componentClasses: { idpButtons: { icons: turned } },
          components: {
            favicon: { enabledTypes: types },
            form: { logo: turned, backgroundImage: turned },
            pageBackground: { image: turned },
            pageHeader: bars(turned, turned),
            pageFooter: bars(turned, turned),
          },
        }),
      );
    await dress(settings(on, ["ICO", "SVG"]), images);
    const image = { light: expect.stringMatching(/^[0-9a-f]{32}\.(?:svg|ico)$/), dark: undefined };
    expect(await managed()).toMatchObject({
      logo: { image, location: "CENTER", position: "TOP", formInclusion: "IN" },
      header: { logo: { image, location: "START" }, background: image },
      footer: { logo: { image, location: "CENTER" }, background: image },
      favicon: { ico: image, svg: image },
      pageBackground: image,
      formBackground: image,
      graphics: { email: image },
      idpIcons: new Map([["GitHub", image]]),
    });
    await dress(settings(off, []), images);
    expect(await managed()).toMatchObject({
      logo: undefined,
      header: { logo: undefined, background: undefined },
      footer: { logo: undefined, background: undefined },
      favicon: { ico: undefined, svg: undefined },
      pageBackground: undefined,
      formBackground: undefined,
      graphics: undefined,
      idpIcons: undefined,
    });
  });

  test("header and footer can be turned off whole", async () => {
    await dress({ categories: { global: { pageHeader: { enabled: false }, pageFooter: { enabled: false } } } });
    expect(await managed()).toMatchObject({ header: undefined, footer: undefined });
  });

  test("places, order and density are the settings'", async () => {
    await dress(
      {
        categories: {
          auth: {
            authMethodOrder: [
              [
                { display: "INPUT", type: "USERNAME_PASSWORD" },
                { display: "BUTTON", type: "FEDERATED" },
              ],
            ],
          },
          form: { location: { horizontal: "START", vertical: "END" } },
          global: { spacingDensity: "COMPACT" },
        },
        components: { form: { logo: { enabled: true, formInclusion: "OUT", location: "END", position: "BOTTOM" } } },
      },
      [asset("FORM_LOGO", "DYNAMIC", "logo")],
    );
    const { stylesheet, ...rest } = await managed();
    expect(stylesheet).toContain("--density:0.75;");
    expect(rest).toMatchObject({
      formPosition: { horizontal: "START", vertical: "END" },
      signInOrder: ["USERNAME_PASSWORD", "FEDERATED"],
      logo: { formInclusion: "OUT", location: "END", position: "BOTTOM" },
    });
  });

  test.each(["LIGHT", "DARK", "DYNAMIC"])(
    "scheme %s: each has its own image, a DYNAMIC one stands in (documented)",
    async (colorSchemeMode) => {
      const background = async (modes: AssetType["ColorMode"][]) => {
        const assets = modes.map((mode) => asset("PAGE_BACKGROUND", mode, mode));
        await dress({ categories: { global: { colorSchemeMode } } }, assets);
        const { colorScheme, pageBackground } = await managed();
        const bytes = async (name: string | undefined) =>
          name && Buffer.from((await appearances.image(poolId, name))?.bytes ?? []).toString();
        const label = (text: string | undefined) => /<text>(.*)<\/text>/.exec(text ?? "")?.[1];
        return [colorScheme, label(await bytes(pageBackground?.light)), label(await bytes(pageBackground?.dark))];
      };
      const light = colorSchemeMode !== "DARK";
      const dark = colorSchemeMode !== "LIGHT";
      const scheme = [...(light ? ["light"] : []), ...(dark ? ["dark"] : [])].join(" ");
      const shown = (inLight: string | undefined, inDark: string | undefined) => [
        scheme,
        light ? inLight : undefined,
        dark ? inDark : undefined,
      ];
      expect(await background(["LIGHT", "DARK", "DYNAMIC"])).toEqual(shown("LIGHT", "DARK"));
      expect(await background(["DYNAMIC"])).toEqual(shown("DYNAMIC", "DYNAMIC"));
      expect(await background(["LIGHT", "DYNAMIC"])).toEqual(shown("LIGHT", "DYNAMIC"));
      expect(await background(["DARK"])).toEqual(shown(undefined, "DARK"));
    },
  );

  test("an image is the same memory for all who ask, and gone for all once its owner is", async () => {
    await customize("app", ".label-customizable { color: red }", PNG);
    const name = (await classic()).logo?.image.light ?? "";
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => appearances.image(poolId, name)));
    expect(first).toEqual({ type: "image/png", bytes: new Uint8Array(PNG) });
    for (const other of [...others, await appearances.image(poolId, name)]) expect(other?.bytes).toBe(first?.bytes);
    expect(await appearances.image("us-east-1_another00", name)).toBeUndefined();
    await opened.storage.write((tx) => pageAssetStore.removeOwner(tx, poolId, "classic/app"));
    expect(await appearances.image(poolId, name)).toBeUndefined();
  });

  test("terms are there once both documents are (documented), and change with them", async () => {
    const terms = (id: string, name: string, links: Record<string, string>) => ({
      id,
      poolId,
      clientId: "app",
      name,
      links,
      createdAt: 1,
      modifiedAt: 1,
    });
    const shown = async (locale: string) => termsIn((await managed()).terms, locale);
    const use = terms("1", "terms-of-use", { "cognito:default": "https://a/", "cognito:german": "https://a/de" });
    const policy = terms("2", "privacy-policy", { "cognito:default": "https://b/" });
    await opened.storage.write((tx) => termsStore.insert(tx, use));
    expect(await shown("en")).toBeUndefined();
    await opened.storage.write((tx) => termsStore.insert(tx, policy));
    expect(await shown("en")).toEqual({ termsOfUse: "https://a/", privacyPolicy: "https://b/" });
    expect(await shown("de")).toEqual({ termsOfUse: "https://a/de", privacyPolicy: "https://b/" });
    await opened.storage.write((tx) => termsStore.update(tx, { ...use, links: { "cognito:german": "https://c/de" } }));
    expect(await shown("de")).toEqual({ termsOfUse: "https://c/de", privacyPolicy: "https://b/" });
    expect(await shown("en")).toBeUndefined();
    expect((await managed("other")).terms).toBeUndefined();
    expect((await classic()).terms).toBeUndefined();
    await opened.storage.write((tx) => termsStore.remove(tx, policy));
    expect(await shown("de")).toBeUndefined();
  });
});
