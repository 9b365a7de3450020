import { AdminConfirmSignUpCommand, AdminDisableUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { PASSWORD, wrongCode } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();
const { server } = domain;

async function signedUp(username: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}/signup?${domain.query()}`);
  await browser.submit({ username, "requiredAttributes[email]": `${username}@example.com`, password: PASSWORD });
  return browser;
}

test("a wrong code is told beside its field, and the right one still goes through (observed: the text)", async () => {
  const browser = await signedUp("ann");
  const code = await domain.pool.code("ann");
  const page = await browser.submit({ code: wrongCode(code) });
  expect(page.text).toContain("Invalid verification code provided, please try again.");
  expect(page.text).toMatch(/id="verification_code"[^>]* aria-invalid="true"/);
  expect((await browser.submit({ code: ` ${code.slice(0, 3)} ${code.slice(3)} ` })).left).toBe(true);
});

test("the field is one for codes of a message", async () => {
  const { text } = (await signedUp("abe")).page();
  expect(text).toMatch(/name="code"[^>]* autocomplete="one-time-code" [^>]*inputmode="numeric"/);
  expect(text).toMatch(/<button type="submit" name="confirm"[^>]*>Confirm account<\/button>/);
});

test("a new code takes the place of the last one", async () => {
  const browser = await signedUp("bob");
  const first = await domain.pool.code("bob");
  const page = await browser.submit({}, "resendCodeForm");
  expect(page.url.pathname).toBe(`${domain.base}/confirm`);
  expect(page.text).toContain('<p id="notice" class="notice notice-good" role="status">A new code is on its way.</p>');
  // Whoever hears the page hears its focused field first.
  expect(page.text).toMatch(/id="verification_code"[^>]* aria-describedby="notice"[^>]* autofocus>/);
  const second = await domain.pool.code("bob");
  if (second !== first) expect((await browser.submit({ code: first }, "confirmForm")).left).toBe(false);
  expect((await browser.submit({ code: second }, "confirmForm")).left).toBe(true);
});

describe("two tabs of one browser", () => {
  /** What a tab shows, with the cookies that the tabs share. */
  async function inTab(browser: LoginBrowser, state: string, path: string): Promise<void> {
    await browser.open(`${domain.base}${path}?${domain.query({ state })}`);
  }

  test("sign two users up, and each confirms its own", async () => {
    const browser = createLoginBrowser(server);
    for (const username of ["tab-one", "tab-two"]) {
      await inTab(browser, username, "/signup");
      await browser.submit({ username, "requiredAttributes[email]": `${username}@example.com`, password: PASSWORD });
    }
    await inTab(browser, "tab-one", "/confirm");
    const first = await browser.submit({ code: await domain.pool.code("tab-one") });
    expect([first.left, first.url.searchParams.get("state")]).toEqual([true, "tab-one"]);
    await inTab(browser, "tab-one", "/confirm");
    expect(browser.page().url.pathname).toBe(`${domain.base}/login`);
    await inTab(browser, "tab-two", "/confirm");
    expect((await browser.submit({ code: await domain.pool.code("tab-two") })).left).toBe(true);
  });

  test("and further ones, which end the oldest: a browser keeps cookies of 4,096 bytes only", async () => {
    const browser = createLoginBrowser(server);
    const names = Array.from({ length: 6 }, (_, index) => `${index}-${"名".repeat(100)}`);
    for (const [index, username] of names.entries()) {
      await inTab(browser, `${index}`, "/signup");
      await browser.submit({ username, "requiredAttributes[email]": `many-${index}@example.com`, password: PASSWORD });
      expect(browser.cookie("page-data")?.length).toBeLessThan(3_500);
    }
    const shown: string[] = [];
    for (const index of names.keys()) {
      await inTab(browser, `${index}`, "/confirm");
      shown.push(browser.page().url.pathname.slice(domain.base.length));
    }
    expect(shown[0]).toBe("/login");
    expect(shown.at(-1)).toBe("/confirm");
  });
});

test("too many new codes are told where they were asked for", async () => {
  const browser = await signedUp("cid");
  for (let count = 0; count < 5; count += 1) await browser.submit({}, "resendCodeForm");
  const page = await browser.submit({}, "resendCodeForm");
  expect(page.text).toContain("Attempt limit exceeded, please try after some time.");
  expect((await browser.submit({ code: await domain.pool.code("cid") }, "confirmForm")).left).toBe(true);
});

test("on a development server the page leads to the mailbox", async () => {
  const { text } = (await signedUp("dot")).page();
  expect(text).toContain(`Code sent · <a href="${server.url}/_poolhouse/mailbox?poolId=${domain.pool.poolId}"`);
});

test("whoever was confirmed meanwhile is told to sign in", async () => {
  const browser = await signedUp("eli");
  const code = await domain.pool.code("eli");
  await domain.pool.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: domain.pool.poolId, Username: "eli" }));
  const page = await browser.submit({ code });
  expect(page.url.pathname).toBe(`${domain.base}/login`);
  expect(page.text).toContain("Your account is confirmed.");
  expect(page.forms[0]?.values.username).toBe("eli");
});

test("a confirmed account stays one when the sign-in behind it fails", async () => {
  const browser = await signedUp("fay");
  await domain.pool.sdk.send(new AdminDisableUserCommand({ UserPoolId: domain.pool.poolId, Username: "fay" }));
  const page = await browser.submit({ code: await domain.pool.code("fay") });
  expect(page.left).toBe(false);
  expect(page.text).toContain("Your account is confirmed.");
  expect(browser.cookie("cognito")).toBeUndefined();
});

describe("without what /signup or /login left", () => {
  test.each(["/confirm", "/resendcode"])("%s leads to signing in (assumed)", async (path) => {
    const browser = createLoginBrowser(server);
    const page = await browser.open(`${domain.base}${path}?${domain.query()}`);
    expect(page.url.pathname).toBe(`${domain.base}/login`);
    expect(page.text).toContain("That page is no longer there.");
  });

  test("an hour later too", async () => {
    const later = await startTestServer();
    try {
      const at = await openLoginDomain(later);
      const browser = createLoginBrowser(later);
      await browser.open(`${at.base}/signup?${at.query()}`);
      await browser.submit({ username: "gil", "requiredAttributes[email]": "gil@example.com", password: PASSWORD });
      later.advance({ minutes: 61 });
      const page = await browser.submit({ code: "123456" });
      expect(page.url.pathname).toBe(`${at.base}/login`);
    } finally {
      await later.close();
    }
  });
});
