import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { AssetCategoryType, AssetType } from "@aws-sdk/client-cognito-identity-provider";
import type { Browser, Page } from "playwright-core";
import { given } from "../../../compat/src/expect.ts";
import { isKeptOnly } from "../appearance/kept-only.ts";
import { computedColor, look } from "../appearance/look.ts";
import { type Leaf, leavesOf, settingsFrom } from "../appearance/managed-settings.ts";
import { authorizationRequest } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { loginPage } from "../pages/login-page.ts";
import { forgotPasswordPage } from "../pages/password-pages.ts";
import { openPlace, type Place } from "../place.ts";
import { tour, type Visit } from "../tour.ts";

describe("a style of managed login", () => {
  let browser: Browser;
  let place: Place;
  let id: string;
  let leaves: readonly Leaf[];
  before(async () => {
    browser = await openBrowser();
    place = await openPlace({
      pool: { Schema: [{ Name: "email", Required: true, AttributeDataType: "String", Mutable: true }] },
    });
    const made = await place.sdk.createManagedLoginBranding({
      UserPoolId: place.poolId,
      ClientId: place.clientId,
      Settings: { categories: { global: { colorSchemeMode: "DYNAMIC" } } },
      Assets: pictures(),
    });
    id = given(made.ManagedLoginBranding?.ManagedLoginBrandingId, "ManagedLoginBrandingId");
    const { ManagedLoginBranding: whole } = await place.sdk.describeManagedLoginBrandingByClient({
      UserPoolId: place.poolId,
      ClientId: place.clientId,
      ReturnMergedResources: true,
    });
    leaves = leavesOf(whole?.Settings);
  });
  after(async () => {
    await browser?.close();
    await place?.close();
  });

  const update = (changed: ReadonlyMap<Leaf, unknown>): Promise<unknown> =>
    place.sdk.updateManagedLoginBranding({
      UserPoolId: place.poolId,
      ManagedLoginBrandingId: id,
      Settings: settingsFrom(changed) as never,
    });

  /** The looks of every page in one scheme. */
  async function looks(colorScheme: "light" | "dark"): Promise<string> {
    const all = new Set<string>();
    const visit: Visit = async (_, page) => {
      for (const style of await look(page)) all.add(style);
    };
    await tour(browser, place, visit, { context: { colorScheme } });
    return [...all].join("\n");
  }

  for (const scheme of ["light", "dark"] as const) {
    it(`draws each colour of the ${scheme} mode and each radius somewhere, and only once it is set`, async () => {
      const colors = leaves.filter(({ kind, path }) => kind === "color" && path.includes(`${scheme}Mode`));
      const radii = leaves.filter(({ kind }) => kind === "number");
      assert.ok(colors.length > 30 && radii.length > 3, "the settings have no colours or radii");
      const chosen = new Map<Leaf, string | number>([
        ...colors.map((leaf, index) => [leaf, unusualColor(index)] as const),
        ...radii.map((leaf, index) => [leaf, (scheme === "light" ? 21 : 22) + index * 2] as const),
      ]);
      const page = await newVisitor(browser, { colorScheme: scheme });
      await page.goto(authorizationRequest(place).url);
      const before = [...(await look(page))].join("\n");
      await page.context().close();
      await update(chosen);
      const seen = await looks(scheme);
      const wrong: string[] = [];
      for (const [leaf, value] of chosen) {
        const style = typeof value === "string" ? computedColor(value) : `-radius:${value}px`;
        assert.equal(before.includes(style), false, `${style} was there before`);
        const drawn = seen.includes(style);
        if (drawn === isKeptOnly(leaf))
          wrong.push(`${leaf.path.join(".")} is ${drawn ? "drawn after all" : "not drawn"}`);
      }
      assert.deepEqual(wrong, []);
    });
  }

  it("changes the page by each switch and each choice", async () => {
    const choices = leaves.filter(({ alternatives }) => alternatives.length > 0);
    await update(new Map(choices.map((leaf) => [leaf, leaf.value])));
    const before = await sketch();
    const missing: string[] = [];
    for (const leaf of choices) {
      for (const value of leaf.alternatives) {
        await update(new Map([[leaf, value]]));
        const changed = (await sketch()) !== before;
        if (changed === isKeptOnly(leaf)) {
          missing.push(`${leaf.path.join(".")} = ${value}${changed ? " shows after all" : ""}`);
        }
      }
      await update(new Map([[leaf, leaf.value]]));
    }
    assert.equal(await sketch(), before, "the settings are not what they were");
    assert.deepEqual(missing, []);
  });

  /** What the pages of sign-in and of a forgotten password look like to the pixel, and the pictures of their tabs. */
  async function sketch(): Promise<string> {
    const page = await newVisitor(browser, { colorScheme: "dark", viewport: { width: 700, height: 800 } });
    try {
      await page.goto(authorizationRequest(place).url);
      const login = await sketchOf(page);
      await loginPage(page).toForgotPassword.click();
      await forgotPasswordPage(page).submit.waitFor();
      return `${login}\n${await sketchOf(page)}`;
    } finally {
      await page.context().close();
    }
  }

  async function sketchOf(page: Page): Promise<string> {
    // Pictures are part of the document, so all of them are there by then.
    await page.waitForLoadState("load");
    // The focus, and with it its ring, comes when the browser gets to it.
    await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement);
    const icons = await page.evaluate(() =>
      [...document.querySelectorAll("link[rel=icon]")].map(({ outerHTML }) => outerHTML),
    );
    return [...icons, (await page.screenshot({ animations: "disabled" })).toString("base64")].join("\n");
  }
});

/** Colours that no page has by itself. */
const unusualColor = (index: number): string => `${Buffer.from([0xa1, index + 1, 0x37]).toString("hex")}ff`;

/** One picture for each place that can have one, each of its own colour, in light and dark. */
function pictures(): AssetType[] {
  const svg = (fill: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="${fill}"/></svg>`,
    );
  const categories: readonly AssetCategoryType[] = [
    ...(["FORM_LOGO", "PAGE_HEADER_LOGO", "PAGE_FOOTER_LOGO", "PAGE_BACKGROUND", "FORM_BACKGROUND"] as const),
    ...([
      "PAGE_HEADER_BACKGROUND",
      "PAGE_FOOTER_BACKGROUND",
      "EMAIL_GRAPHIC",
      "PASSWORD_GRAPHIC",
      "FAVICON_SVG",
    ] as const),
  ];
  return categories.flatMap((Category, index) =>
    (["LIGHT", "DARK"] as const).map((ColorMode, dark) => ({
      Category,
      ColorMode,
      Extension: "SVG" as const,
      Bytes: svg(`hsl(${index * 36} 80% ${60 - dark * 30}%)`),
    })),
  );
}
