import { describe, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;

async function atLogin(browser: LoginBrowser, at = domain): Promise<LoginBrowser> {
  await browser.open(`${at.base}/login?${at.query()}`);
  return browser;
}
const MEANWHILE = "You signed in meanwhile, in another tab or window";
const signIn = (browser: LoginBrowser) => browser.submit({ username: "ann", password: PASSWORD });

describe("another application on the same machine, whose cookie has the same name", () => {
  // Cookies know no ports: what is set at http://localhost:3000/ comes along to every port of the host.
  test.each([
    ["Angular's", "XSRF-TOKEN=a-token-of-its-own"],
    ["Laravel's, as long as it is", `XSRF-TOKEN=${"eyJpdiI6".repeat(40)}%3D`],
    ["one that is a UUID too", "XSRF-TOKEN=8d9e0a5c-1111-4222-8333-444455556666"],
    ["an empty one", "XSRF-TOKEN="],
  ])("does not hinder signing in, be the cookie there before the page or after it: %s", async (_, cookie) => {
    const before = createLoginBrowser(server);
    before.plant(`${cookie}; Path=/`);
    expect((await signIn(await atLogin(before))).url.href).toContain(`${CALLBACK}?code=`);
    const after = await atLogin(createLoginBrowser(server));
    after.plant(`${cookie}; Path=/`);
    expect((await signIn(after)).url.href).toContain(`${CALLBACK}?code=`);
  });

  test("does not hinder bound tokens either", async () => {
    const bound = await startTestServer({ flags: { oauthFeatures: "form-tokens=bound" } });
    try {
      const there = await openLoginDomain(bound);
      await there.pool.addUser("ann");
      const browser = createLoginBrowser(bound);
      browser.plant("XSRF-TOKEN=a-token-of-its-own; Path=/");
      expect((await signIn(await atLogin(browser, there))).url.href).toContain(`${CALLBACK}?code=`);
    } finally {
      await bound.close();
    }
  });

  test("is no token of ours, even where the browser vouches for the form", async () => {
    const browser = createLoginBrowser(server);
    browser.plant("XSRF-TOKEN=a-token-of-its-own; Path=/");
    await atLogin(browser);
    const page = await browser.submit({ username: "ann", password: PASSWORD, csrf: "a-token-of-its-own" });
    expect([page.status, page.left]).toEqual([403, false]);
  });
});

describe("several tabs", () => {
  test("share the token, so that each page goes on working", async () => {
    const browser = await atLogin(createLoginBrowser(server));
    const first = browser.page().forms[0]?.values.csrf;
    await browser.open(`${domain.base}/signup?${domain.query()}`);
    expect(first).toBeTruthy();
    const page = await atLogin(browser);
    expect(page.page().forms[0]?.values.csrf).toBe(first);
  });

  test("one of which signed in meanwhile: the other's form is shown once more, and then goes through (recorded: the token is replaced)", async () => {
    const browser = await atLogin(createLoginBrowser(server));
    const stale = browser.page().forms[0]?.values.csrf;
    expect((await signIn(browser)).left).toBe(true);
    await atLogin(browser);
    const refused = await browser.submit({ username: "ann", password: PASSWORD, csrf: stale });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(MEANWHILE);
    expect((await signIn(browser)).url.href).toContain(`${CALLBACK}?code=`);
  });

  test("one of which signed in meanwhile, with bound tokens", async () => {
    const bound = await startTestServer({ flags: { oauthFeatures: "form-tokens=bound" } });
    try {
      const there = await openLoginDomain(bound);
      await there.pool.addUser("ann");
      const browser = await atLogin(createLoginBrowser(bound), there);
      const stale = browser.page().forms[0]?.values.csrf;
      await signIn(browser);
      await atLogin(browser, there);
      const refused = await browser.submit({ username: "ann", password: PASSWORD, csrf: stale });
      expect(refused.text).toContain(MEANWHILE);
    } finally {
      await bound.close();
    }
  });

  test("a form is not said to be late where nobody is signed in, nor to a page of somebody else", async () => {
    const browser = await atLogin(createLoginBrowser(server));
    const stale = "2c9b9b0a-0000-4000-8000-000000000000";
    const refused = await browser.submit({ username: "ann", password: PASSWORD, csrf: stale });
    expect(refused.text).toContain("This form could not be checked.");
    expect((await signIn(browser)).left).toBe(true);
    const page = await browser.open(`${domain.base}/login?${domain.query()}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://evil.example.com" },
      body: new URLSearchParams({ username: "ann", password: PASSWORD, csrf: stale }).toString(),
    });
    expect([page.status, page.text.includes("This form could not be checked.")]).toEqual([403, true]);
  });

  test("with two pools under one name: signing in to one leaves the other's pages and session alone", async () => {
    const other = await openLoginDomain(server);
    await other.pool.addUser("ann");
    const browser = await atLogin(createLoginBrowser(server));
    expect((await signIn(await atLogin(browser, other))).left).toBe(true);
    const authorize = (at: LoginDomain) => browser.open(`${at.base}/oauth2/authorize?${at.query()}`);
    expect((await authorize(other)).left).toBe(true);
    expect((await authorize(domain)).url.pathname).toBe(`${domain.base}/login`);
    expect((await signIn(browser)).left).toBe(true);
    await browser.open(
      `${other.base}/logout?client_id=${other.pool.main.clientId}&logout_uri=https%3A%2F%2Fapp.example.com%2Fsigned-out`,
    );
    expect((await authorize(domain)).left).toBe(true);
    expect((await authorize(other)).left).toBe(false);
  });
});

describe("a form of our own page goes through whatever a browser says of itself", () => {
  const own = "http://localhost";
  test.each([
    ["Chromium and Firefox of today", { origin: own, "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate" }],
    ["Safari before 16.4, which has no fetch metadata", { origin: own }],
    ["Firefox before 70, which names no origin", { referer: `${own}/login` }],
    [
      "a browser that names the port that goes without saying",
      { origin: `${own}:80`, "sec-fetch-site": "same-origin" },
    ],
    ["a page that was opened by TLS, which ends before the server", { origin: "https://localhost" }],
    ["a form that is sent again from the history", { origin: own, "sec-fetch-site": "none" }],
  ])("%s", async (_, headers) => {
    const browser = await atLogin(createLoginBrowser(server));
    const form = { ...browser.page().forms[0]?.values, username: "ann", password: PASSWORD };
    const page = await browser.open(`${domain.base}/login?${domain.query()}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(form).toString(),
    });
    expect(page.url.href).toContain(`${CALLBACK}?code=`);
  });
});

test("a state of thousands of letters comes through every page to the client", async () => {
  const state = "s/".repeat(1_500);
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}/oauth2/authorize?${domain.query({ state })}`);
  const [, signUp = ""] = /href="([^"]*\/signup\?[^"]*)"/.exec(browser.page().text) ?? [];
  await browser.open(signUp.replaceAll("&amp;", "&"));
  await browser.submit({ username: "long", "requiredAttributes[email]": "long@example.com", password: PASSWORD });
  const page = await browser.submit({ code: await domain.pool.code("long") });
  expect([page.left, page.url.searchParams.get("state")]).toEqual([true, state]);
});
