import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { userName } from "../../../compat/src/names.ts";
import { arrival, arrivingCode, authorizationRequest, claimsOf, redeem } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { loginPage } from "../pages/login-page.ts";
import { type Account, addUser, domainAddress, openPlace, type Place } from "../place.ts";

const incorrect = "Incorrect username or password.";

for (const version of [1, 2] as const) {
  describe(`sign-in on the ${version === 1 ? "classic" : "managed"} pages`, () => {
    let browser: Browser;
    let place: Place;
    let account: Account;
    before(async () => {
      browser = await openBrowser();
      place = await openPlace({ version });
      account = await addUser(place);
    });
    after(async () => {
      await browser?.close();
      await place?.close();
    });

    it("gives the application a code, which it redeems", async () => {
      const request = authorizationRequest(place);
      const page = await newVisitor(browser);
      await page.goto(request.url);
      await loginPage(page).signIn(account);
      const claims = await redeem(request, await arrivingCode(page, request));
      assert.equal(claims["cognito:username"], account.username);
    });

    it("gives the application tokens in the fragment, which its server never sees", async () => {
      const request = authorizationRequest(place, { responseType: "token" });
      const page = await newVisitor(browser);
      await page.goto(request.url);
      await loginPage(page).signIn(account);
      const answer = await arrival(page, request);
      assert.equal(answer.get("state"), request.state);
      assert.equal(claimsOf(answer.get("id_token") ?? "").aud, place.clientId);
      assert.equal(claimsOf(answer.get("access_token") ?? "").client_id, place.clientId);
      assert.equal(new URL(page.url()).search, "");
    });

    it("says the same of a wrong password and of a user who does not exist", async () => {
      const page = await newVisitor(browser);
      const request = authorizationRequest(place);
      await page.goto(request.url);
      const login = loginPage(page);
      for (const username of [account.username, userName("nobody")]) {
        await login.signIn({ username, password: "Wrong-password-1" });
        await login.error.waitFor();
        assert.equal((await login.error.textContent())?.trim(), incorrect);
        assert.equal(await login.username.inputValue(), username);
        assert.equal(await login.password.inputValue(), "");
      }
      await login.signIn(account);
      await arrivingCode(page, request);
    });

    it("signs in to the pool's next client without a question, until the user logs out", async () => {
      const other = await place.addClient();
      const page = await newVisitor(browser);
      const first = authorizationRequest(place);
      await page.goto(first.url);
      await loginPage(page).signIn(account);
      await arrivingCode(page, first);

      const second = authorizationRequest(place, { clientId: other });
      await page.goto(second.url);
      const claims = await redeem(second, await arrivingCode(page, second));
      assert.equal(claims.aud, other);

      const query = new URLSearchParams({ client_id: other, logout_uri: place.application.signedOut });
      await page.goto(`${domainAddress(place.prefix)}/logout?${query}`);
      assert.equal(page.url(), place.application.signedOut);
      for (const clientId of [place.clientId, other]) {
        await page.goto(authorizationRequest(place, { clientId }).url);
        await loginPage(page).password.waitFor();
      }
    });

    it("signs in under the domain's own name too, and keeps the two sessions apart", async () => {
      const page = await newVisitor(browser);
      const host = authorizationRequest(place, { form: "host" });
      await page.goto(host.url);
      await loginPage(page).signIn(account);
      await redeem(host, await arrivingCode(page, host));
      await page.goto(authorizationRequest(place, { form: "host" }).url);
      await arrival(page, host);
      await page.goto(authorizationRequest(place, { form: "path" }).url);
      await loginPage(page).password.waitFor();
    });

    it("needs nothing but a keyboard", async () => {
      const request = authorizationRequest(place);
      const page = await newVisitor(browser);
      await page.goto(request.url);
      const login = loginPage(page);
      await login.username.waitFor();
      for (let step = 0; !(await login.username.evaluate((field) => field === document.activeElement)); step++) {
        assert.ok(step < 20, "the user name was not reached by Tab");
        await page.keyboard.press("Tab");
      }
      await page.keyboard.type(account.username);
      for (let step = 0; !(await login.password.evaluate((field) => field === document.activeElement)); step++) {
        assert.ok(step < 3, "the password was not reached by Tab from the user name");
        await page.keyboard.press("Tab");
      }
      await page.keyboard.type(account.password);
      await page.keyboard.press("Enter");
      await arrivingCode(page, request);
    });

    it("needs no JavaScript", async () => {
      const request = authorizationRequest(place);
      const page = await newVisitor(browser, { javaScriptEnabled: false });
      await page.goto(request.url);
      const login = loginPage(page);
      await login.signIn({ ...account, password: "Wrong-password-1" });
      await page.getByText(incorrect).waitFor();
      await login.signIn(account);
      await redeem(request, await arrivingCode(page, request));
    });

    it("leaves nothing for the browser to complain of", async () => {
      const complaints: string[] = [];
      const page = await newVisitor(browser);
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(String(error)));
      page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
      const request = authorizationRequest(place);
      await page.goto(request.url);
      await loginPage(page).signIn({ ...account, password: "Wrong-password-1" });
      await page.getByText(incorrect).waitFor();
      await loginPage(page).signIn(account);
      await arrivingCode(page, request);
      assert.deepEqual(complaints, []);
    });
  });
}
