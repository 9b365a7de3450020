import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain, type Parameters } from "../../../../test/cognito-idp/login-domain.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { PASSWORD, wrongCode } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { LOCALES } from "./texts/locales.ts";

let server: Poolhouse;
let managed: LoginDomain;
let classic: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  managed = await openLoginDomain(server, { managedLoginVersion: 2 });
  classic = await openLoginDomain(server, { managedLoginVersion: 1 });
});
afterAll(() => server.close());

const languageOf = (text: string) => /<html lang="([^"]*)"/.exec(text)?.[1];

describe("the language", () => {
  test.each(LOCALES)("%s comes by lang and stays (documented)", async (locale) => {
    const browser = createLoginBrowser(server);
    const page = await browser.open(`${managed.base}/oauth2/authorize?${managed.query({ lang: locale })}`);
    expect(languageOf(page.text)).toBe(locale);
    expect(page.headers.get("content-language")).toBe(locale);
    const next = await browser.open(`${managed.base}/signup?${managed.query()}`);
    expect(languageOf(next.text)).toBe(locale);
  });

  test("is English for one that the pages lack, and the browser's own does not count (documented)", async () => {
    const asked = { headers: { "accept-language": "de" } };
    expect(languageOf((await managed.fetch(`/login?${managed.query({ lang: "nl" })}`, asked)).text)).toBe("en");
  });

  test("of the classic pages is English whatever is asked for (observed)", async () => {
    const { text, headers } = await classic.fetch(`/login?${classic.query({ lang: "de" })}`);
    expect(languageOf(text)).toBe("en");
    expect(headers.getSetCookie().some((cookie) => cookie.startsWith("lang="))).toBe(false);
    expect(text).not.toContain("<select");
  });

  test("stays when another application on the machine keeps its own under the same name", async () => {
    const browser = createLoginBrowser(server);
    await browser.open(`${managed.base}/login?${managed.query({ lang: "fr" })}`);
    browser.plant("lang=tlh; Path=/");
    expect(languageOf((await browser.open(`${managed.base}/login?${managed.query()}`)).text)).toBe("fr");
  });

  test("is kept for later pages where the request is answered at once, from a session or by prompt=none", async () => {
    await managed.pool.addUser("eve");
    const { cookie } = await signInOnPages(managed, "eve");
    const kept = async (changes: Parameters, at = managed, headers: Record<string, string> = {}) => {
      const answer = await at.authorize(changes, { headers });
      expect(answer.location).toMatch(/^https:\/\/app\.example\.com\/callback\?/);
      return answer.headers.getSetCookie().find((one) => one.startsWith("lang="));
    };
    const fr = `lang=fr; Max-Age=31536000; Path=${managed.base}/; HttpOnly; SameSite=Lax`;
    expect(await kept({ lang: "fr" }, managed, { cookie })).toBe(fr);
    expect(await kept({ lang: "fr", prompt: "none" })).toBe(fr);
    expect(await kept({ lang: "nl" }, managed, { cookie })).toBeUndefined();
    expect(await kept({ lang: "fr", prompt: "none" }, classic)).toBeUndefined();
  });

  test("is chosen on the page, which keeps the request", async () => {
    const browser = createLoginBrowser(server);
    await browser.open(`${managed.base}/login?${managed.query({ lang: "fr", nonce: "n&1" })}`);
    const page = await browser.submit({ lang: "ja" }, "languageForm");
    expect(languageOf(page.text)).toBe("ja");
    expect(Object.fromEntries(page.url.searchParams)).toMatchObject({ nonce: "n&1", state: "xyz", lang: "ja" });
  });

  test("is chosen on a form that was refused, and the sign-in goes on", async () => {
    await managed.pool.addUser("ann");
    const browser = createLoginBrowser(server);
    await browser.open(`${managed.base}/login?${managed.query({ nonce: "n&1" })}`);
    const refused = await browser.submit({ username: "ann", password: "wrong" });
    expect(refused.text).toContain("Incorrect username or password.");
    const page = await browser.submit({ lang: "fr" }, "languageForm");
    expect([page.status, page.url.pathname, languageOf(page.text)]).toEqual([200, `${managed.base}/login`, "fr"]);
    expect(Object.fromEntries(page.url.searchParams)).toMatchObject({ nonce: "n&1", state: "xyz", lang: "fr" });
    const { left, url } = await browser.submit({ username: "ann", password: PASSWORD });
    expect([left, url.searchParams.get("state")]).toEqual([true, "xyz"]);
  });

  test("is chosen on a code that was refused, be it typed or asked for, and the sign-up goes on", async () => {
    const browser = createLoginBrowser(server);
    await browser.open(`${managed.base}/signup?${managed.query()}`);
    await browser.submit({ username: "bea", password: PASSWORD, "requiredAttributes[email]": "bea@example.com" });
    const code = await managed.pool.code("bea");
    expect((await browser.submit({ code: wrongCode(code) }, "/confirm")).text).toContain("Invalid verification code");
    const page = await browser.submit({ lang: "de" }, "languageForm");
    expect([page.status, page.url.pathname, languageOf(page.text)]).toEqual([200, `${managed.base}/confirm`, "de"]);
    const unasked = await browser.submit({ csrf: "x" }, "/resendcode");
    expect([unasked.status, unasked.url.pathname]).toEqual([403, `${managed.base}/resendcode`]);
    const again = await browser.submit({ lang: "it" }, "languageForm");
    expect([again.status, again.url.pathname, languageOf(again.text)]).toEqual([200, `${managed.base}/confirm`, "it"]);
    expect((await browser.submit({ code }, "/confirm")).left).toBe(true);
  });

  test("is not chosen where a link is followed, which would be followed once more", async () => {
    const { text } = await managed.fetch(`/confirmUser?client_id=${managed.pool.main.clientId}&user_name=x`);
    expect(text).toContain("<h1>This link does not work</h1>");
    expect(text).not.toContain("languageForm");
  });
});

describe("files", () => {
  test("of the pages are kept by browsers for good, and named by what is in them", async () => {
    const { text } = await managed.fetch(`/login?${managed.query()}`);
    const urls = [...text.matchAll(/(?:href|src)="([^"]*\/_pages\/[^"]*)"/g)].map(([, url = ""]) => url);
    expect(urls.length).toBeGreaterThanOrEqual(4);
    for (const url of urls) {
      const { status, headers } = await managed.fetch(url.slice(managed.base.length));
      expect(status, url).toBe(200);
      expect(headers.get("cache-control"), url).toContain("immutable");
      expect(headers.get("x-content-type-options"), url).toBe("nosniff");
    }
  });

  test.each([
    "/_pages/files/login.css",
    "/_pages/files/..%2f..%2fmain.ts",
    "/_pages/styles/ALL/000000000000.css",
    "/_pages/styles/%zz/000000000000.css",
    "/_pages/styles/a",
  ])("%s is none", async (path) => {
    expect((await managed.fetch(path)).status).toBe(404);
  });
});
