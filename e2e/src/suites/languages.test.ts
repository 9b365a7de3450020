import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { authorizationRequest } from "../authorization.ts";
import { newVisitor, openBrowser } from "../browser/open-browser.ts";
import { takeScreenshot } from "../checks/screenshots.ts";
import { assertFits } from "../checks/width.ts";
import { loginPage } from "../pages/login-page.ts";
import { openPlace, type Place } from "../place.ts";
import { tour } from "../tour.ts";

/** A word of the sign-in page in each language (developer guide, "Managed login localization", names the languages; the words are ours). */
const languages: Readonly<Record<string, RegExp>> = {
  de: /anmelden|Passwort/i,
  en: /sign in/i,
  es: /iniciar sesión|contraseña/i,
  fr: /connecter|mot de passe/i,
  id: /masuk|kata sandi/i,
  it: /accedi|password/i,
  ja: /サインイン|ログイン/,
  ko: /로그인/,
  "pt-BR": /entrar|senha/i,
  "zh-CN": /登录/,
  "zh-TW": /登入/,
};

describe("languages of the managed pages", () => {
  let browser: Browser;
  let place: Place;
  before(async () => {
    browser = await openBrowser();
    place = await openPlace();
  });
  after(async () => {
    await browser?.close();
    await place?.close();
  });

  for (const [lang, word] of Object.entries(languages)) {
    it(`are chosen by lang=${lang}, and stay chosen`, async () => {
      const page = await newVisitor(browser);
      await page.goto(authorizationRequest(place, { parameters: { lang } }).url);
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      assert.match((await page.locator("main").textContent()) ?? "", word);
      await page.setViewportSize({ width: 360, height: 900 });
      await assertFits(page, `login in ${lang}`);
      await takeScreenshot(page, `language-${lang}-login`);
      await loginPage(page).toSignUp.click();
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      await page.goto(authorizationRequest(place).url);
      assert.equal(await page.locator("html").getAttribute("lang"), lang, "the choice was forgotten");
      await page.context().close();
    });
  }

  for (const [lang, expected] of [
    ["ko", "keep-all"],
    ["ja", "auto-phrase"],
    ["zh-CN", "normal"],
  ] as const) {
    it(`end lines where ${lang} has words: ${expected}`, async () => {
      const page = await newVisitor(browser);
      await page.goto(authorizationRequest(place, { parameters: { lang } }).url);
      assert.equal(await page.locator("h1").evaluate((heading) => getComputedStyle(heading).wordBreak), expected);
    });
  }

  it("are English for one that there is not", async () => {
    const page = await newVisitor(browser);
    await page.goto(authorizationRequest(place, { parameters: { lang: "tlh" } }).url);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
  });

  it("fit on a narrow screen on every page, in German, whose words are long", async () => {
    await tour(
      browser,
      place,
      async (name, page) => {
        await assertFits(page, name);
        // What an API says, and what an error page says to a developer, is English everywhere.
        assert.equal(await page.locator("html").getAttribute("lang"), "de", name);
      },
      { lang: "de", context: { viewport: { width: 360, height: 740 } } },
    );
  });
});

it("the classic pages are English whatever is asked for, as at AWS (observed)", async () => {
  const browser = await openBrowser();
  const place = await openPlace({ version: 1 });
  try {
    const page = await newVisitor(browser, { locale: "de-DE" });
    await page.goto(authorizationRequest(place, { parameters: { lang: "de" } }).url);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.match((await page.locator("main").textContent()) ?? "", /sign in/i);
  } finally {
    await browser.close();
    await place.close();
  }
});
