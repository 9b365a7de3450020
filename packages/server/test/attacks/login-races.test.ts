import { AdminCreateUserCommand, AdminDisableUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { redeem, tokensOf } from "../cognito-idp/granted.ts";
import { type Answer, CALLBACK, encodeParameters, LOGIN_CLIENT, openLoginDomain } from "../cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../cognito-idp/login-domain-of-file.ts";
import { signInOnPages } from "../cognito-idp/page-sign-in.ts";
import { OTHER_PASSWORD, PASSWORD } from "../cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser } from "../login/browser.ts";

/** What one browser may do once, done many times at the same moment. */
const domain = await loginDomainOfFile({ server: { flags: { attemptLimits: "off" } } });
const { server } = domain;

async function opened(path: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}${path}?${domain.query()}`);
  return browser;
}

/** Sends a form of the page that a browser shows, as often as asked and at once, all with the browser's cookies. */
function atOnce(browser: LoginBrowser, path: string, bodies: readonly Record<string, string>[]): Promise<Answer[]> {
  const form = browser.page().forms.find(({ action }) => action.pathname.endsWith(path));
  const names = ["XSRF-TOKEN", "page-data", "cognito"];
  const cookie = names.flatMap((name) => {
    const value = browser.cookie(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
  return Promise.all(
    bodies.map((fields) =>
      domain.fetch(`${path}?${domain.query()}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", cookie: cookie.join("; ") },
        body: encodeParameters({ ...form?.values, ...fields }),
      }),
    ),
  );
}

const signedIn = (answers: readonly Answer[]) =>
  answers.filter(({ location }) => location.startsWith(`${CALLBACK}?code=`));

test("ten answers to one question for a new password give one session, and one password", async () => {
  await domain.pool.sdk.send(
    new AdminCreateUserCommand({ UserPoolId: domain.pool.poolId, Username: "ivy", TemporaryPassword: PASSWORD }),
  );
  const browser = await opened("/login");
  await browser.submit({ username: "ivy", password: PASSWORD });
  const passwords = Array.from({ length: 10 }, (_, index) => `${OTHER_PASSWORD}${index}`);
  const answers = await atOnce(
    browser,
    "/changePassword",
    passwords.map((one) => ({ new_password: one, confirm_password: one })),
  );
  expect(answers.every(({ status }) => status < 500)).toBe(true);
  expect(signedIn(answers)).toHaveLength(1);
  const good = await Promise.all(
    passwords.map((one) =>
      domain.pool.signIn("ivy", one).then(
        () => 1,
        () => 0,
      ),
    ),
  );
  expect(good.filter(Boolean)).toHaveLength(1);
  // Nor later.
  const [late] = await atOnce(browser, "/changePassword", [{ new_password: PASSWORD, confirm_password: PASSWORD }]);
  expect(late?.location).toMatch(/\/login\?/);
});

test("ten confirmations by one code give one session", async () => {
  const browser = await opened("/signup");
  await browser.submit({ username: "jan", "requiredAttributes[email]": "jan@example.com", password: PASSWORD });
  const code = await domain.pool.code("jan");
  const answers = await atOnce(
    browser,
    "/confirm",
    // Ten forms, and not one that was sent ten times.
    Array.from({ length: 10 }, (_, index) => ({ code, once: `${index}` })),
  );
  expect(answers.every(({ status }) => status < 500)).toBe(true);
  expect(signedIn(answers)).toHaveLength(1);
  // The page of a sign-up that is over signs nobody in, whatever code it brings.
  const [late] = await atOnce(browser, "/confirm", [{ code, once: "late" }]);
  expect(late?.location).toMatch(/\/login\?/);
  expect(late?.headers.getSetCookie().join()).not.toContain("cognito=");
});

test("one form, sent ten times by one browser, gives it one session (assumed)", async () => {
  const browser = await opened("/signup");
  await browser.submit({ username: "joe", "requiredAttributes[email]": "joe@example.com", password: PASSWORD });
  const code = await domain.pool.code("joe");
  const answers = await atOnce(
    browser,
    "/confirm",
    Array.from({ length: 10 }, () => ({ code })),
  );
  const sessions = answers.map(({ headers }) => headers.getSetCookie().find((cookie) => cookie.startsWith("cognito=")));
  expect(sessions[0]).toBeTruthy();
  expect(new Set(sessions).size).toBe(1);
});

test("one code for a new password sets one, of ten at once", async () => {
  await domain.pool.addUser("kim");
  const browser = await opened("/forgotPassword");
  await browser.submit({ username: "kim" });
  const code = await domain.pool.code("kim");
  const passwords = Array.from({ length: 10 }, (_, index) => `${OTHER_PASSWORD}${index}`);
  await atOnce(
    browser,
    "/confirmForgotPassword",
    passwords.map((one) => ({ code, new_password: one, confirm_password: one })),
  );
  const good = await Promise.all(
    passwords.map((one) =>
      domain.pool.signIn("kim", one).then(
        () => 1,
        () => 0,
      ),
    ),
  );
  expect(good.filter(Boolean)).toHaveLength(1);
});

describe("what was begun in another's name is not finished", () => {
  test("a code for one client, pool or domain is none at another that has the same redirect URI", async () => {
    await domain.pool.addUser("lea");
    const other = await openLoginDomain(server);
    const neighbour = await domain.pool.addClient(LOGIN_CLIENT);
    const { location } = await signInOnPages(domain, "lea");
    const code = new URL(location).searchParams.get("code") ?? "";
    const attempts = [
      await redeem(domain, code, { client_id: neighbour.clientId }),
      await redeem(other, code),
      await redeem(other, code, { client_id: domain.pool.main.clientId }),
      await redeem({ ...domain, fetch: other.fetch }, code),
    ];
    for (const { status, text } of attempts)
      expect(`${status} ${text}`).toMatch(/^400 \{"error":"invalid_(?:grant|client)"\}$/);
    expect(tokensOf(await redeem(domain, code)).access_token).toBeTruthy();
  });

  test("a sign-in whose user is disabled while the page waits", async () => {
    await domain.pool.sdk.send(
      new AdminCreateUserCommand({ UserPoolId: domain.pool.poolId, Username: "max", TemporaryPassword: PASSWORD }),
    );
    const browser = await opened("/login");
    await browser.submit({ username: "max", password: PASSWORD });
    await domain.pool.sdk.send(new AdminDisableUserCommand({ UserPoolId: domain.pool.poolId, Username: "max" }));
    const page = await browser.submit({ new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD });
    expect([page.left, browser.cookie("cognito")]).toEqual([false, undefined]);
  });

  test("nor a sign-up that somebody else confirmed, by whoever kept its page", async () => {
    const browser = await opened("/signup");
    await browser.submit({ username: "nel", "requiredAttributes[email]": "nel@example.com", password: PASSWORD });
    const code = await domain.pool.code("nel");
    const link = new URLSearchParams({
      client_id: domain.pool.main.clientId,
      user_name: "nel",
      confirmation_code: code,
    });
    expect((await domain.fetch(`/confirmUser?${link}`)).status).toBe(200);
    const page = await browser.submit({ code }, "confirmForm");
    expect([page.left, page.url.pathname]).toEqual([false, `${domain.base}/login`]);
    expect(browser.cookie("cognito")).toBeUndefined();
  });
});
