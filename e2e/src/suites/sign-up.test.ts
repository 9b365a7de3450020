import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { codeFor, messagesTo, otherCode } from "../../../compat/src/mailbox.ts";
import { arrivingCode, authorizationRequest, redeem } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { confirmPage } from "../pages/confirm-page.ts";
import { loginPage } from "../pages/login-page.ts";
import { signUpPage } from "../pages/sign-up-page.ts";
import { type Form, newAccount, openPlace, type Place } from "../place.ts";

const wrongCode = "Invalid verification code provided, please try again.";

describe("sign-up on the pages", () => {
  let browser: Browser;
  const places: Partial<Record<1 | 2, Place>> = {};
  before(async () => {
    browser = await openBrowser();
    for (const version of [1, 2] as const) {
      places[version] = await openPlace({
        version,
        pool: { Schema: [{ Name: "email", Required: true, AttributeDataType: "String", Mutable: true }] },
      });
    }
  });
  after(async () => {
    await browser?.close();
    for (const place of Object.values(places)) await place.close();
  });

  /** From the login page to the callback: sign-up, a wrong code, a second mail, the right code. */
  async function walk(version: 1 | 2, form: Form, options: BrowserContextOptions = {}): Promise<void> {
    const place = places[version];
    assert.ok(place);
    const account = newAccount();
    const request = authorizationRequest(place, { form });
    const page = await newVisitor(browser, options);
    await page.goto(request.url);
    await loginPage(page).toSignUp.click();
    await signUpPage(page).signUp(account);

    const confirm = confirmPage(page);
    await confirm.code.waitFor();
    const first = await codeFor(account.email);
    await confirm.confirm(otherCode(first));
    await page.getByText(wrongCode).waitFor();

    await confirm.sendAgain();
    const second = await codeFor(account.email, { after: 1 });
    assert.equal((await messagesTo(account.email)).length, 2);
    await confirm.confirm(second);

    const claims = await redeem(request, await arrivingCode(page, request));
    assert.equal(claims["cognito:username"], account.username);
    assert.equal(claims.email_verified, true);
    await page.context().close();
  }

  for (const version of [1, 2] as const) {
    const branding = version === 1 ? "classic" : "managed";
    it(`goes from a wrong code over a second mail to the application, ${branding}, under the server's name`, () =>
      walk(version, "path"));
    it(`goes from a wrong code over a second mail to the application, ${branding}, under the domain's own name`, () =>
      walk(version, "host"));
    it(`goes the same way without JavaScript, ${branding}`, () => walk(version, "path", { javaScriptEnabled: false }));
  }

  it("leads whoever closed the confirmation page back to it at sign-in", async () => {
    const place = places[2];
    assert.ok(place);
    const account = newAccount();
    const request = authorizationRequest(place);
    const closed = await newVisitor(browser);
    await closed.goto(request.url);
    await loginPage(closed).toSignUp.click();
    await signUpPage(closed).signUp(account);
    await confirmPage(closed).code.waitFor();
    await closed.context().close();

    const page = await newVisitor(browser);
    await page.goto(request.url);
    await loginPage(page).signIn(account);
    const confirm = confirmPage(page);
    await confirm.code.waitFor();
    await confirm.confirm(await codeFor(account.email));
    await arrivingCode(page, request);
  });

  it("says beside the form that a user name is taken, and keeps what was typed", async () => {
    const place = places[2];
    assert.ok(place);
    const account = newAccount();
    await place.sdk.adminCreateUser({
      UserPoolId: place.poolId,
      Username: account.username,
      MessageAction: "SUPPRESS",
    });
    const page = await newVisitor(browser);
    await page.goto(authorizationRequest(place).url);
    await loginPage(page).toSignUp.click();
    const signUp = signUpPage(page);
    await signUp.signUp(account);
    await page.getByText("User already exists").waitFor();
    assert.equal(await signUp.username.inputValue(), account.username);
    assert.equal(await signUp.email.inputValue(), account.email);
    assert.equal(await signUp.password.inputValue(), "");
  });
});
