import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { endpoint } from "../../../compat/src/endpoint.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { assertPresentable } from "../checks/presentable.ts";
import { loginPage } from "../pages/login-page.ts";
import { addUser, openPlace, type Place } from "../place.ts";
import { tour } from "../tour.ts";

const schema = [{ Name: "email", Required: true, AttributeDataType: "String", Mutable: true } as const];

describe("every page, in light and dark at every width", () => {
  let browser: Browser;
  const places: Place[] = [];
  before(async () => {
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    for (const place of places) await place.close();
  });

  it("fits, and axe finds nothing: classic", async () => {
    const place = await openPlace({ version: 1, pool: { Schema: schema } });
    places.push(place);
    await tour(browser, place, (name, page) => assertPresentable(page, `classic-${name}`));
  });

  it("fits, and axe finds nothing: managed, in the scheme that the browser prefers", async () => {
    const place = await openPlace({ version: 2, pool: { Schema: schema } });
    places.push(place);
    await place.sdk.createManagedLoginBranding({
      UserPoolId: place.poolId,
      ClientId: place.clientId,
      Settings: { categories: { global: { colorSchemeMode: "DYNAMIC" } } },
    });
    await tour(browser, place, (name, page) => assertPresentable(page, `managed-${name}`));
  });

  it("fits, and axe finds nothing: where a launched login lands", async () => {
    const place = await openPlace();
    places.push(place);
    const account = await addUser(place);
    const page = await newVisitor(browser);
    await page.goto(`${endpoint.replace("127.0.0.1", "localhost")}/_poolhouse/launch/${place.clientId}`);
    await loginPage(page).signIn(account);
    await page.waitForURL(/\/_poolhouse\/landing\?/);
    await page.getByText(account.email).first().waitFor();
    await assertPresentable(page, "landing-code");
    await page.goto(`${endpoint.replace("127.0.0.1", "localhost")}/_poolhouse/landing?code=foreign&state=foreign`);
    await assertPresentable(page, "landing-stray");
  });
});
