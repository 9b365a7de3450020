import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { AssetType } from "@aws-sdk/client-cognito-identity-provider";
import type { Browser, Page } from "playwright-core";
import { given } from "../../../compat/src/expect.ts";
import { isKeptOnly } from "../appearance/kept-only.ts";
import { computedColor, look } from "../appearance/look.ts";
import { type Leaf, leavesOf, settingsFrom } from "../appearance/managed-settings.ts";
import { authorizationRequest } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { loginPage } from "../pages/login-page.ts";
import { openPlace, type Place } from "../place.ts";
import { tour } from "../tour.ts";

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
    const all: string[] = [];
    await tour(browser, place, async (_, page) => void all.push(await look(page)), { context: { colorScheme } });
    return all.join("\n");
  }

  for (const scheme of ["light", "dark"] as const) {
    it(`draws each colour of the ${scheme} mode somewhere`, async () => {
      const colors = leaves.filter(({ kind, path }) => kind === "color" && path.includes(`${scheme}Mode`));
      assert.ok(colors.length > 30, "the settings have no colours");
      const chosen = new Map(colors.map((leaf, index) => [leaf, unusualColor(index)]));
      const before = await looks(scheme);
      await update(chosen);
      const seen = await looks(scheme);
      const missing: string[] = [];
      for (const [leaf, color] of chosen) {
        const drawn = seen.includes(computedColor(color)) && !before.includes(computedColor(color));
        if (drawn === isKeptOnly(leaf)) missing.push(`${leaf.path.join(".")}${drawn ? " is drawn after all" : ""}`);
      }
      assert.deepEqual(missing, []);
    });
  }

  it("rounds what each radius is for", async () => {
    const lengths = leaves.filter(({ kind }) => kind === "number");
    const chosen = new Map(lengths.map((leaf, index) => [leaf, 21 + index * 2]));
    await update(chosen);
    const seen = await looks("light");
    const missing = [...chosen].filter(([leaf, length]) => {
      const drawn = new RegExp(`border-(?:top|bottom|start|end)-(?:left|right|start|end)-radius:${length}px`).test(
        seen,
      );
      return drawn === isKeptOnly(leaf);
    });
    assert.deepEqual(
      missing.map(([{ path }]) => path.join(".")),
      [],
    );
  });

  it("changes the page by each switch and each choice", async () => {
    const missing: string[] = [];
    for (const leaf of leaves) {
      for (const value of leaf.alternatives) {
        await update(new Map([[leaf, leaf.value]]));
        const before = await sketch();
        await update(new Map([[leaf, value]]));
        const changed = (await sketch()) !== before;
        await update(new Map([[leaf, leaf.value]]));
        if (changed === isKeptOnly(leaf))
          missing.push(`${leaf.path.join(".")} = ${value}${changed ? " shows after all" : ""}`);
      }
    }
    assert.deepEqual(missing, []);
  });

  /** What the pages of sign-in and of a code look like, head and all. */
  async function sketch(): Promise<string> {
    const page = await newVisitor(browser, { colorScheme: "dark" });
    try {
      await page.goto(authorizationRequest(place).url);
      const login = await sketchOf(page);
      await loginPage(page).toForgotPassword.click();
      return `${login}\n${await sketchOf(page)}`;
    } finally {
      await page.context().close();
    }
  }

  async function sketchOf(page: Page): Promise<string> {
    const head = await page.evaluate(() =>
      [...document.head.children, ...document.images].map(({ outerHTML }) => outerHTML),
    );
    // What differs at each load: addresses carry state and code challenge, style sheets their digest.
    const stable = head.filter((element) => !element.includes("stylesheet")).map((element) => element.split("?")[0]);
    const boxes = await page.evaluate(() =>
      [...document.body.querySelectorAll("*")].map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return `${element.tagName} ${x} ${y} ${width} ${height}`;
      }),
    );
    return [stable.join("\n"), boxes.join("\n"), await look(page)].join("\n");
  }
});

/** Colours that no page has by itself. */
const unusualColor = (index: number): string => `${Buffer.from([0xa1, index + 1, 0x37]).toString("hex")}ff`;

/** One picture for each place that can have one, in light and dark. */
function pictures(): AssetType[] {
  const svg = (fill: string) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="${fill}"/></svg>`,
    );
  const categories = [
    "FORM_LOGO",
    "PAGE_HEADER_LOGO",
    "PAGE_FOOTER_LOGO",
    "PAGE_BACKGROUND",
    "FORM_BACKGROUND",
  ] as const;
  const further = [
    "PAGE_HEADER_BACKGROUND",
    "PAGE_FOOTER_BACKGROUND",
    "EMAIL_GRAPHIC",
    "PASSWORD_GRAPHIC",
    "FAVICON_SVG",
  ] as const;
  return [...categories, ...further].flatMap((Category) =>
    (["LIGHT", "DARK"] as const).map((ColorMode) => ({
      Category,
      ColorMode,
      Extension: "SVG" as const,
      Bytes: svg(ColorMode === "LIGHT" ? "#345" : "#cde"),
    })),
  );
}
