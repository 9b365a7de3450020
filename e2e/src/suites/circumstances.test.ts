import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser, Page } from "playwright-core";
import { codeFor, messagesTo } from "../../../compat/src/mailbox.ts";
import { arrivingCode, authorizationRequest, redeem } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { takeScreenshot } from "../checks/screenshots.ts";
import { assertFits } from "../checks/width.ts";
import { confirmPage } from "../pages/confirm-page.ts";
import { loginPage } from "../pages/login-page.ts";
import { forgotPasswordPage, newPasswordPage } from "../pages/password-pages.ts";
import { signUpPage } from "../pages/sign-up-page.ts";
import { type Account, addUser, newAccount, openPlace, type Place } from "../place.ts";
import { tour } from "../tour.ts";

const required = (Name: string) => ({ Name, Required: true, AttributeDataType: "String", Mutable: true }) as const;

let browser: Browser;
let place: Place;
let account: Account;
before(async () => {
  browser = await openBrowser();
  place = await openPlace({ pool: { Schema: [required("email")] } });
  account = await addUser(place);
});
after(async () => {
  await browser?.close();
  await place?.close();
});

async function atLogin(page: Page): Promise<ReturnType<typeof authorizationRequest>> {
  const request = authorizationRequest(place);
  await page.goto(request.url);
  await loginPage(page).password.waitFor();
  return request;
}

/** Comes back without cookies and sets another password by the code that was mailed. Ends at the login page. @returns the password */
async function resetPassword(page: Page, request: { url: string }, someone: Account): Promise<string> {
  await page.context().clearCookies();
  await page.goto(request.url);
  await loginPage(page).toForgotPassword.click();
  await forgotPasswordPage(page).username.fill(someone.username);
  await forgotPasswordPage(page).submit.click();
  const password = `${someone.password}-2`;
  await newPasswordPage(page).choose(password, await codeFor(someone.email, { after: 1 }));
  await loginPage(page).password.waitFor();
  return password;
}

describe("going back and forth", () => {
  it("a form that was refused and is loaded again asks what is to be sent, and works then", async () => {
    const page = await newVisitor(browser);
    const request = await atLogin(page);
    await loginPage(page).signIn({ ...account, password: "Wrong-password-1" });
    await loginPage(page).error.waitFor();
    await page.reload();
    await loginPage(page).error.waitFor();
    await loginPage(page).signIn(account);
    await arrivingCode(page, request);
  });

  it("back from the application is the form again, which signs in once more", async () => {
    const page = await newVisitor(browser);
    const request = await atLogin(page);
    await loginPage(page).signIn(account);
    const first = await arrivingCode(page, request);
    await page.goBack();
    await loginPage(page).password.waitFor();
    assert.equal(await loginPage(page).password.inputValue(), "");
    await loginPage(page).signIn(account);
    const second = await arrivingCode(page, request);
    assert.notEqual(second, first);
    await redeem(request, second);
  });

  it("back from the page for the code to the sign-up and forward again keeps the code's page", async () => {
    const page = await newVisitor(browser);
    const request = await atLogin(page);
    const someone = newAccount();
    await loginPage(page).toSignUp.click();
    await signUpPage(page).signUp(someone);
    await confirmPage(page).code.waitFor();
    await page.goBack();
    await signUpPage(page).submit.waitFor();
    await page.goForward();
    await confirmPage(page).confirm(await codeFor(someone.email));
    await arrivingCode(page, request);
  });

  it("a double click sends a form once", async () => {
    const page = await newVisitor(browser);
    const request = await atLogin(page);
    const sent: string[] = [];
    page.on("request", (one) => {
      if (one.method() === "POST") sent.push(new URL(one.url()).pathname);
    });
    const someone = newAccount();
    await loginPage(page).toSignUp.click();
    const signUp = signUpPage(page);
    await signUp.username.fill(someone.username);
    await signUp.email.fill(someone.email);
    await signUp.password.fill(someone.password);
    await signUp.submit.dblclick();
    await confirmPage(page).code.fill(await codeFor(someone.email));
    await confirmPage(page).submit.dblclick();
    await arrivingCode(page, request);
    assert.deepEqual(
      sent.map((path) => path.slice(path.lastIndexOf("/"))),
      ["/signup", "/confirm"],
    );
  });

  it("a form whose answer the browser was told not to wait for can be sent again", async () => {
    const page = await newVisitor(browser);
    const request = await atLogin(page);
    await loginPage(page).username.fill(account.username);
    await loginPage(page).password.fill(account.password);
    // By evaluation alone: Playwright's own actions would wait for the navigation that was stopped.
    const busy = await page.evaluate(() => {
      const form = document.forms.namedItem("cognitoSignInForm");
      form?.requestSubmit();
      window.stop();
      return form?.getAttribute("aria-busy");
    });
    assert.equal(busy, "true");
    await page.waitForFunction(() => document.querySelector("form[aria-busy]") === null);
    await page.evaluate(() => document.forms.namedItem("cognitoSignInForm")?.requestSubmit());
    await arrivingCode(page, request);
  });

  it("two tabs, one of which signs in: the other's form is shown once more and then goes through", async () => {
    const first = await newVisitor(browser);
    const request = await atLogin(first);
    const second = await first.context().newPage();
    const other = await atLogin(second);
    await loginPage(second).signIn(account);
    await arrivingCode(second, other);
    await loginPage(first).signIn(account);
    assert.match((await loginPage(first).error.textContent()) ?? "", /signed in meanwhile, in another tab/);
    await loginPage(first).signIn(account);
    await arrivingCode(first, request);
  });

  it("without cookies the page says that they may be off", async () => {
    const page = await newVisitor(browser);
    await page.route("**/*", async (route) => {
      const answer = await route.fetch({ maxRedirects: 0 });
      const { "set-cookie": _, ...headers } = answer.headers();
      await route.fulfill({ response: answer, headers });
    });
    await atLogin(page);
    await page.context().clearCookies();
    await loginPage(page).signIn(account);
    assert.match((await loginPage(page).error.textContent()) ?? "", /Cookies may be off/);
  });
});

describe("who reads otherwise", () => {
  it("by a keyboard alone signs up, confirms and lands at the application", async () => {
    const page = await newVisitor(browser);
    const request = await atLogin(page);
    const someone = newAccount();
    /** Presses Tab until the element has the focus, and sees that it shows. */
    const tabTo = async (selector: string) => {
      const wanted = page.locator(selector).first();
      await wanted.waitFor();
      for (let step = 0; !(await wanted.evaluate((element) => element === document.activeElement)); step++) {
        assert.ok(step < 20, `${selector} is not reached by Tab`);
        await page.keyboard.press("Tab");
      }
      const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
      assert.notEqual(outline, "none", `${selector} does not show that it has the focus`);
    };
    await tabTo('a[href*="/signup?"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/signup\?/);
    for (const [selector, text] of [
      ['input[name="username"]', someone.username],
      ['input[name="requiredAttributes[email]"]', someone.email],
      ['input[name="password"]', someone.password],
    ] as const) {
      await tabTo(selector);
      await page.keyboard.type(text);
    }
    await tabTo('button[name="signUpButton"]');
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/confirm\?/);
    await tabTo("#verification_code");
    await page.keyboard.type(await codeFor(someone.email));
    await page.keyboard.press("Enter");
    await arrivingCode(page, request);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`sees the button while its form is being sent, and reads it: ${colorScheme}`, async () => {
      const page = await newVisitor(browser, { colorScheme });
      await atLogin(page);
      const { text, ground } = await page.evaluate(() => {
        const form = document.forms.namedItem("cognitoSignInForm");
        const button = form?.querySelector(".btn");
        const card = document.querySelector(".card");
        form?.setAttribute("aria-busy", "true");
        const pen = document.createElement("canvas").getContext("2d");
        if (!button || !card || !pen) throw new Error("the page is another");
        for (const element of [button, card]) (element as HTMLElement).style.transition = "none";
        /** Relative luminance (WCAG 2.2). */
        const luminance = (color: string) => {
          pen.fillStyle = color;
          pen.fillRect(0, 0, 1, 1);
          const [red = 0, green = 0, blue = 0] = [...pen.getImageData(0, 0, 1, 1).data].map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const contrast = (one: string, other: string) => {
          const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
          return (light + 0.05) / (dark + 0.05);
        };
        const { color, backgroundColor } = getComputedStyle(button);
        return {
          text: contrast(color, backgroundColor),
          ground: contrast(backgroundColor, getComputedStyle(card).backgroundColor),
        };
      });
      assert.ok(text >= 4.5, `the text has a contrast of ${text}`);
      assert.ok(ground >= 1.5, `the button has a contrast of ${ground}`);
    });
  }

  it("with colours of their own finds every page whole, and sees where the focus is (forced-colors)", async () => {
    await tour(
      browser,
      place,
      async (name, page) => {
        await assertFits(page, name);
        await takeScreenshot(page, `forced-colors-${name}`);
        for (const control of await page.locator(".form-control:visible, .btn:visible").all()) {
          const { border, outline } = await control.evaluate((element) => {
            const style = getComputedStyle(element);
            (element as HTMLElement).focus();
            return {
              border: style.borderTopStyle !== "none" && style.borderTopColor !== style.backgroundColor,
              outline: element.matches(":focus-visible") ? getComputedStyle(element).outlineStyle : "unseen",
            };
          });
          assert.ok(border, `${name}: the edge of ${await control.getAttribute("name")} does not show`);
          assert.notEqual(outline, "none", `${name}: focus on ${await control.getAttribute("name")} does not show`);
        }
      },
      { context: { forcedColors: "active" } },
    );
  });

  it("at 200 % has everything in the window's width, and nothing cut off", async () => {
    await tour(
      browser,
      place,
      async (name, page) => {
        await assertFits(page, name);
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll("h1, p, label, button, a, li")]
            .filter(
              (element) =>
                element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow === "hidden",
            )
            .filter((element) => !element.matches(".hidden"))
            .map((element) => element.textContent),
        );
        assert.deepEqual(cut, [], name);
      },
      // What a window of 1280 by 900 has left at 200 % (WCAG 2.2, 1.4.4), and at 400 % (1.4.10).
      { context: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 } },
    );
  });

  it("hears what a password still lacks when leaving its field, and nothing once it is right", async () => {
    const page = await newVisitor(browser);
    await atLogin(page);
    await loginPage(page).toSignUp.click();
    const { password, submit } = signUpPage(page);
    const told = page.getByRole("status");
    await password.fill("abcdefgh");
    await submit.focus();
    assert.equal(
      await told.textContent(),
      "Password must contain an upper case letter. Password must contain a number. Password must contain a special character",
    );
    await password.fill("Abcdefg-1");
    await submit.focus();
    assert.equal(await told.textContent(), "");
  });

  it("with letters of twice the size at 320 pixels has words whole or parted as the language does, and fits", async () => {
    const page = await newVisitor(browser, { viewport: { width: 160, height: 640 }, deviceScaleFactor: 2 });
    await page.goto(authorizationRequest(place, { parameters: { lang: "de" } }).url);
    await assertFits(page, "login");
    const lines = await loginPage(page).submit.evaluate((button) => {
      const range = document.createRange();
      range.selectNodeContents(button);
      return range.getClientRects().length;
    });
    assert.equal(lines, 1, "the button's word is broken");
    assert.equal(await page.locator("body").evaluate((body) => getComputedStyle(body).hyphens), "auto");
  });

  it("touches a control on a telephone, which does not zoom in: its letters are of 16 pixels or more", async () => {
    await tour(
      browser,
      place,
      async (name, page) => {
        const small = await page.evaluate(() =>
          [...document.querySelectorAll("input:not([type=hidden]):not([hidden]), select")]
            .filter((control) => Number.parseFloat(getComputedStyle(control).fontSize) < 16)
            .map((control) => control.id),
        );
        assert.deepEqual(small, [], name);
      },
      { context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 760 } } },
    );
  });

  it("prefers less motion gets none, and others get some", async () => {
    const moves = async (reducedMotion: "reduce" | "no-preference") => {
      const page = await newVisitor(browser, { reducedMotion });
      await atLogin(page);
      return loginPage(page).submit.evaluate((button) => getComputedStyle(button).transitionDuration);
    };
    assert.equal(await moves("reduce"), "0s");
    assert.notEqual(await moves("no-preference"), "0s");
  });
});

describe("names in every script", () => {
  it("sign up, come to the application, and stand in their own direction", async () => {
    const wide = await openPlace({ pool: { Schema: [required("email"), required("given_name")] } });
    try {
      for (const [username, given] of [
        ["名前さん", "山田 太郎"],
        ["שלום-עולם", "אנה"],
        ["نورا", "نورا العلي"],
        ["Zoë👩", "Zoë 👩‍🔬 O'Neill-Ünal"],
      ] as const) {
        const page = await newVisitor(browser);
        const request = authorizationRequest(wide);
        await page.goto(request.url);
        await loginPage(page).toSignUp.click();
        const someone = { ...newAccount(), username: `${username}${newAccount().username.slice(-8)}` };
        const field = page.locator('input[name="requiredAttributes[given_name]"]');
        await field.fill(given);
        assert.equal(await field.evaluate((element) => getComputedStyle(element).unicodeBidi), "plaintext");
        await signUpPage(page).signUp(someone);
        await confirmPage(page).confirm(await codeFor(someone.email));
        const claims = await redeem(request, await arrivingCode(page, request));
        assert.deepEqual(
          [claims["cognito:username"], claims.given_name ?? given],
          [someone.username.normalize("NFC"), given],
        );
        await page.context().clearCookies();
        await page.goto(authorizationRequest(wide).url);
        await loginPage(page).signIn(someone);
        await page.waitForURL((url) => url.href.startsWith(request.redirectUri));
        await page.context().close();
      }
    } finally {
      await wide.close();
    }
  });
});

describe("without JavaScript", () => {
  it("somebody signs up, forgets the password, sets another one and changes the language", async () => {
    const page = await newVisitor(browser, { javaScriptEnabled: false });
    const request = authorizationRequest(place);
    await page.goto(request.url);
    const someone = newAccount();
    await loginPage(page).toSignUp.click();
    await signUpPage(page).signUp(someone);
    await confirmPage(page).confirm(await codeFor(someone.email));
    await arrivingCode(page, request);

    const password = await resetPassword(page, request, someone);
    await page.locator("select#lang").selectOption("fr");
    await page.locator('form[name="languageForm"] button').click();
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
    await loginPage(page).signIn({ username: someone.username, password });
    await arrivingCode(page, request);
  });

  it("a form that goes out twice, as by a double click, leads where the first led: the browser sees the second answer only", async () => {
    const page = await newVisitor(browser, { javaScriptEnabled: false });
    const twice: string[] = [];
    await page.route("**/*", async (route) => {
      const sent = route.request();
      if (sent.method() === "POST") {
        const { "content-length": _, ...headers } = await sent.allHeaders();
        const named = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(":")));
        const body = sent.postData() ?? "";
        const answer = await fetch(sent.url(), { method: "POST", headers: named, body, redirect: "manual" });
        twice.push(`${new URL(sent.url()).pathname.split("/").at(-1)} ${answer.status}`);
      }
      await route.continue();
    });
    const request = authorizationRequest(place);
    await page.goto(request.url);
    const someone = newAccount();
    await loginPage(page).toSignUp.click();
    await signUpPage(page).signUp(someone);
    await confirmPage(page).confirm(await codeFor(someone.email));
    const claims = await redeem(request, await arrivingCode(page, request));
    assert.equal(claims["cognito:username"], someone.username);

    await resetPassword(page, request, someone);
    assert.match((await page.locator("#notice").textContent()) ?? "", /password was changed/);
    assert.equal((await messagesTo(someone.email)).length, 2, "one code to confirm, one to set a password");
    assert.deepEqual(twice, ["signup 302", "confirm 302", "forgotPassword 302", "confirmForgotPassword 302"]);
  });
});
