import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { amplifyApplications, serveAmplify } from "../applications/serve-amplify.ts";
import { withoutHttps } from "../browser/https-probe.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { loginPage } from "../pages/login-page.ts";
import { addUser, openPlace, type Place } from "../place.ts";

/** Amplify calls the domain by https only, so the browser trusts the server's authority and checks every certificate. */
const cases = amplifyApplications.flatMap((amplify) => (["path", "host"] as const).map((form) => ({ amplify, form })));
for (const { amplify, form } of cases) {
  describe(`${amplify.signIn}, ${form} form of the domain`, { skip: withoutHttps() }, () => {
    let browser: Browser;
    let place: Place;
    before(async () => {
      browser = await openBrowser();
      place = await openPlace();
      await serveAmplify(place, form, amplify);
    });
    after(async () => {
      await browser?.close();
      await place?.close();
    });

    it("signs in, refreshes and signs out", async () => {
      const account = await addUser(place);
      const page = await newVisitor(browser);
      await page.goto(`${place.application.origin}/`);
      await page.getByText("nobody").waitFor();
      await page.locator("#sign-in").click();
      const login = loginPage(page);
      await login.username.waitFor();
      assert.equal(new URL(page.url()).protocol, "https:");
      await login.signIn(account);

      await page.locator("#user", { hasText: account.username }).waitFor();
      if (amplify.ownState) assert.equal(await page.locator("#state").textContent(), "Grüße an: /todo?id=7");
      const claims = JSON.parse((await page.locator("#claims").textContent()) ?? "");
      assert.equal(claims.aud, place.clientId);
      assert.equal(claims.email, account.email);

      await page.locator("#refresh").click();
      await page.locator("#refreshed", { hasText: "." }).waitFor();

      await page.locator("#sign-out").click();
      await page.waitForURL((url) => url.pathname === "/signed-out");
      await page.getByText("nobody").waitFor();
      await page.locator("#sign-in").click();
      await login.password.waitFor();
      assert.equal(await page.locator("#error").count(), 0);
      await page.context().close();
    });
  });
}
