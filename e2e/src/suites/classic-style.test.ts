import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { authorizationRequest } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { loginPage } from "../pages/login-page.ts";
import { addUser, openPlace, type Place } from "../place.ts";

/** A class of the classic style sheet, what the sheet says, and where the page has it. `on` brings the page into the state that shows it. */
interface Rule {
  readonly selector: string;
  readonly property: string;
  readonly value: string;
  readonly path: "/login" | "/signup";
  readonly on?: (page: Page) => Promise<void>;
}

const rules: readonly Rule[] = [
  { selector: "background-customizable", property: "background-color", value: "rgb(1, 2, 3)", path: "/login" },
  { selector: "banner-customizable", property: "background-color", value: "rgb(2, 3, 4)", path: "/login" },
  { selector: "logo-customizable", property: "max-width", value: "41%", path: "/login" },
  { selector: "label-customizable", property: "font-weight", value: "300", path: "/login" },
  { selector: "textDescription-customizable", property: "padding-top", value: "17px", path: "/login" },
  { selector: "inputField-customizable", property: "background-color", value: "rgb(3, 4, 5)", path: "/login" },
  {
    selector: "inputField-customizable:focus",
    property: "border-top-color",
    value: "rgb(4, 5, 6)",
    path: "/login",
    on: (page) => page.locator(".inputField-customizable").first().focus(),
  },
  { selector: "submitButton-customizable", property: "background-color", value: "rgb(5, 6, 7)", path: "/login" },
  {
    selector: "submitButton-customizable:hover",
    property: "background-color",
    value: "rgb(6, 7, 8)",
    path: "/login",
    on: (page) => page.locator(".submitButton-customizable").first().hover(),
  },
  {
    selector: "errorMessage-customizable",
    property: "color",
    value: "rgb(7, 8, 9)",
    path: "/login",
    on: (page) => loginPage(page).signIn({ username: "nobody", password: "Wrong-password-1" }),
  },
  { selector: "redirect-customizable", property: "text-align", value: "right", path: "/login" },
  {
    selector: "passwordCheck-notValid-customizable",
    property: "color",
    value: "rgb(8, 9, 10)",
    path: "/signup",
    on: (page) => page.locator('input[name="password"]').pressSequentially("aaaaaaaaaa"),
  },
  {
    selector: "passwordCheck-valid-customizable",
    property: "color",
    value: "rgb(9, 10, 11)",
    path: "/signup",
    on: (page) => page.locator('input[name="password"]').pressSequentially("aaaaaaaaaa"),
  },
];

const sheet = rules.map(({ selector, property, value }) => `.${selector} { ${property}: ${value}; }`).join("\n");

/** A picture of one black dot. */
const logo = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==",
  "base64",
);

describe("a style sheet for the classic pages", () => {
  let browser: Browser;
  let place: Place;
  before(async () => {
    browser = await openBrowser();
    place = await openPlace({ version: 1 });
    await place.sdk.setUICustomization({ UserPoolId: place.poolId, ClientId: "ALL", ImageFile: logo });
  });
  after(async () => {
    await browser?.close();
    await place?.close();
  });

  /** The computed value of a rule's property, on a page that is loaded anew. */
  async function computed({ selector, property, path, on }: Rule): Promise<string> {
    const page = await newVisitor(browser);
    await page.goto(authorizationRequest(place).url);
    if (path === "/signup") await loginPage(page).toSignUp.click();
    await on?.(page);
    const element = page.locator(`.${selector.split(":")[0]}`).first();
    await element.waitFor({ state: "attached" });
    const value = await element.evaluate((found, name) => getComputedStyle(found).getPropertyValue(name), property);
    await page.context().close();
    return value;
  }

  it("changes what each of its classes stands for, and only once it is set", async () => {
    const before = new Map<string, string>();
    for (const rule of rules) before.set(rule.selector, await computed(rule));
    await place.sdk.setUICustomization({ UserPoolId: place.poolId, ClientId: "ALL", CSS: sheet, ImageFile: logo });
    for (const rule of rules) {
      assert.notEqual(before.get(rule.selector), rule.value, `${rule.selector} was so before`);
      assert.equal(await computed(rule), rule.value, rule.selector);
    }
  });

  it("of a client stands in the place of the pool's, whole", async () => {
    const clientId = await place.addClient();
    await place.sdk.setUICustomization({
      UserPoolId: place.poolId,
      ClientId: clientId,
      CSS: ".submitButton-customizable { background-color: rgb(90, 91, 92); }",
    });
    const page = await newVisitor(browser);
    await page.goto(authorizationRequest(place, { clientId }).url);
    const button = page.locator(".submitButton-customizable").first();
    assert.equal(await button.evaluate((found) => getComputedStyle(found).backgroundColor), "rgb(90, 91, 92)");
    const body = page.locator(".background-customizable").first();
    assert.notEqual(await body.evaluate((found) => getComputedStyle(found).backgroundColor), "rgb(1, 2, 3)");
  });

  it("as AWS's console offers it, with a logo's height in per cent, draws the logo in the width that it asks for", async () => {
    const clientId = await place.addClient();
    const page = await newVisitor(browser, { viewport: { width: 600, height: 160 } });
    await page.setContent('<body style="margin: 0; background: teal">');
    await place.sdk.setUICustomization({
      UserPoolId: place.poolId,
      ClientId: clientId,
      CSS: ".logo-customizable { max-width: 60%; max-height: 30%; } .banner-customizable { padding: 25px 0px 25px 0px; background-color: lightgray; }",
      ImageFile: await page.screenshot(),
    });
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(authorizationRequest(place, { clientId }).url);
    const sizes = await page.evaluate(() =>
      ["banner", "logo"].map((name) => {
        const { width, height } = document.querySelector(`.${name}-customizable`)?.getBoundingClientRect() ?? {};
        return { width: Math.round(width ?? 0), height: Math.round(height ?? 0) };
      }),
    );
    const [banner, image] = sizes;
    assert.ok(banner !== undefined && image !== undefined);
    assert.equal(image.width, Math.round(banner.width * 0.6));
    assert.equal(image.height, Math.round((image.width * 160) / 600));
    assert.equal(banner.height, image.height + 50);
  });

  it("leaves the form working, and the logo drawn", async () => {
    const page = await newVisitor(browser);
    const request = authorizationRequest(place);
    await page.goto(request.url);
    const image = page.locator("img.logo-customizable").first();
    assert.equal(await image.evaluate((found) => (found as HTMLImageElement).naturalWidth), 1);
    await loginPage(page).signIn(await addUser(place));
    await page.waitForURL((url) => url.href.startsWith(request.redirectUri));
  });
});
