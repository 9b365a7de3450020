import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { codeFor, otherCode } from "../../../compat/src/mailbox.ts";
import { password, userName } from "../../../compat/src/names.ts";
import { arrivingCode, authorizationRequest, redeem } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { loginPage } from "../pages/login-page.ts";
import { forgotPasswordPage, newPasswordPage } from "../pages/password-pages.ts";
import { addUser, openPlace, type Place } from "../place.ts";

const wrongCode = "Invalid verification code provided, please try again.";

for (const version of [1, 2] as const) {
  describe(`passwords on the ${version === 1 ? "classic" : "managed"} pages`, () => {
    let browser: Browser;
    let place: Place;
    before(async () => {
      browser = await openBrowser();
      place = await openPlace({ version });
    });
    after(async () => {
      await browser?.close();
      await place?.close();
    });

    async function forgets(options: BrowserContextOptions): Promise<void> {
      const account = await addUser(place);
      const request = authorizationRequest(place);
      const page = await newVisitor(browser, options);
      await page.goto(request.url);
      await loginPage(page).toForgotPassword.click();
      const forgot = forgotPasswordPage(page);
      await forgot.username.fill(account.username);
      await forgot.submit.click();

      const chosen = password();
      const reset = newPasswordPage(page);
      const code = await codeFor(account.email);
      await reset.choose(chosen, otherCode(code));
      await page.getByText(wrongCode).waitFor();
      await reset.choose(chosen, code);

      // Whether the pages sign in at once or ask for the new password is theirs; either way it is the one that holds.
      await Promise.race([
        loginPage(page).submit.waitFor(),
        page.waitForURL((url) => url.href.startsWith(request.redirectUri)),
      ]);
      if (!page.url().startsWith(request.redirectUri)) {
        await loginPage(page).signIn({ ...account, password: chosen });
      }
      const claims = await redeem(request, await arrivingCode(page, request));
      assert.equal(claims["cognito:username"], account.username);
    }

    it("replaces a forgotten password by the code from the mail, after a wrong one", () => forgets({}));
    it("replaces a forgotten password without JavaScript", () => forgets({ javaScriptEnabled: false }));

    it("asks a user who does not exist for a code as well, and refuses each", async () => {
      const page = await newVisitor(browser);
      await page.goto(authorizationRequest(place).url);
      await loginPage(page).toForgotPassword.click();
      const forgot = forgotPasswordPage(page);
      await forgot.username.fill(userName("nobody"));
      await forgot.submit.click();
      await newPasswordPage(page).choose(password(), "123456");
      await page.getByText(wrongCode).waitFor();
    });

    async function isInvited(options: BrowserContextOptions): Promise<void> {
      const account = await addUser(place, { temporary: true });
      const request = authorizationRequest(place);
      const page = await newVisitor(browser, options);
      await page.goto(request.url);
      await loginPage(page).signIn(account);
      const first = newPasswordPage(page);
      await first.choose("short");
      await page
        .getByText(/Password (did not conform|must)/)
        .first()
        .waitFor();
      await first.choose(password());
      const claims = await redeem(request, await arrivingCode(page, request));
      assert.equal(claims["cognito:username"], account.username);
    }

    it("makes an invited user choose a password, and holds it to the policy", () => isInvited({}));
    it("makes an invited user choose a password without JavaScript", () => isInvited({ javaScriptEnabled: false }));

    it("does not take two passwords that differ", async () => {
      const account = await addUser(place, { temporary: true });
      const page = await newVisitor(browser);
      const request = authorizationRequest(place);
      await page.goto(request.url);
      await loginPage(page).signIn(account);
      const form = newPasswordPage(page);
      await form.password.fill(password());
      await form.again.fill(password());
      await form.submit.click();
      await page.getByText("Password does not match").waitFor();
      assert.equal(page.url().startsWith(request.redirectUri), false);
    });
  });
}
