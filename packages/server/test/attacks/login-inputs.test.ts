import { AdminCreateUserCommand, AdminGetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inProcessRequest, responseBytes } from "../../src/http/in-process.ts";
import { type LoginDomain, openLoginDomain } from "../cognito-idp/login-domain.ts";
import { OTHER_PASSWORD, PASSWORD } from "../cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser, type Page } from "../login/browser.ts";
import { startTestServer } from "../start-test-server.ts";

/** Whatever stands in a form or an address: it is refused or taken, and never breaks anything. */
let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer({ flags: { attemptLimits: "off" } });
  domain = await openLoginDomain(server, {
    pool: { Schema: [{ Name: "motto", AttributeDataType: "String", Mutable: true }] },
  });
});
afterAll(() => server.close());

let count = 0;
const newName = () => {
  count += 1;
  return `user${count}`;
};

async function opened(path: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}${path}?${domain.query()}`);
  return browser;
}

const signUp =
  (username: string, changes: Record<string, string> = {}) =>
  async () =>
    (await opened("/signup")).submit({
      username,
      "requiredAttributes[email]": `${username}@example.com`,
      password: PASSWORD,
      ...changes,
    });

/** A browser at the page on which somebody whom an administrator invited chooses a password. */
async function invited(): Promise<LoginBrowser> {
  const username = newName();
  await domain.pool.sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: domain.pool.poolId,
      Username: username,
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    }),
  );
  const browser = await opened("/login");
  await browser.submit({ username, password: PASSWORD });
  return browser;
}

const exists = (Username: string) =>
  domain.pool.sdk.send(new AdminGetUserCommand({ UserPoolId: domain.pool.poolId, Username })).then(
    () => true,
    () => false,
  );
const alerts = ({ text }: Page): string => [...text.matchAll(/role="alert">([^<]*)/g)].map(([, said]) => said).join();

describe("a password that the API would refuse is none on the pages", () => {
  const refused: [string, string][] = [
    ["longer than any that could sign in", `Aa1!${"x".repeat(253)}`],
    ["with a blank before it", ` ${OTHER_PASSWORD}`],
    ["with a blank behind it", `${OTHER_PASSWORD} `],
    ["of two lines", `Correct-horse\n-7-Battery`],
  ];

  test.each(refused)("at the sign-up: %s", async (_, password) => {
    const username = newName();
    const page = await signUp(username, { password })();
    expect([page.status, page.url.pathname]).toEqual([200, `${domain.base}/signup`]);
    expect(alerts(page)).toContain("failed to satisfy constraint");
    expect(page.text).not.toContain(password.trim());
    expect(await exists(username)).toBe(false);
  });

  test.each(refused)("in the place of an administrator's: %s", async (_, password) => {
    const browser = await invited();
    const page = await browser.submit({ new_password: password, confirm_password: password });
    expect([page.left, page.url.pathname]).toEqual([false, `${domain.base}/changePassword`]);
    expect(alerts(page)).toContain("failed to satisfy constraint");
    // The sign-in goes on with a good one.
    expect((await browser.submit({ new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD })).left).toBe(true);
  });

  test.each(refused)("in the place of a forgotten one: %s", async (_, password) => {
    const username = newName();
    await domain.pool.addUser(username);
    const browser = await opened("/forgotPassword");
    await browser.submit({ username });
    const code = await domain.pool.code(username);
    const page = await browser.submit(
      { code, new_password: password, confirm_password: password },
      "confirmForgotPasswordForm",
    );
    expect(alerts(page)).toContain("failed to satisfy constraint");
    await domain.pool.signIn(username, PASSWORD);
  });
});

describe("an attribute that the API would refuse", () => {
  test.each([
    ["longer than 2048 characters", { "requiredAttributes[custom:motto]": "x".repeat(2049) }],
    ["with a name that the pool does not have", { "requiredAttributes[custom:nosuch]": "x" }],
    ["that is no attribute's name", { "requiredAttributes[__proto__]": "x" }],
    ["which the service keeps", { "requiredAttributes[sub]": "00000000-0000-0000-0000-000000000000" }],
    ["which says that an address is verified", { "requiredAttributes[email_verified]": "true" }],
    ["with a second line for the mail's head", { "requiredAttributes[email]": "a@example.com\r\nBcc: b@example.com" }],
    ["with two addresses", { "requiredAttributes[email]": "a@example.com,b@example.com" }],
  ])("makes no user: %s", async (_, changes) => {
    const username = newName();
    const page = await signUp(username, changes)();
    expect([page.status, page.url.pathname]).toEqual([200, `${domain.base}/signup`]);
    expect(alerts(page)).not.toBe("");
    expect(await exists(username)).toBe(false);
  });
});

/** Values that break databases, headers, templates and parsers. */
const HOSTILE = [
  "\u0000",
  "a\u0000b",
  "\ufffd",
  "\ud83d",
  "\uffff",
  "\u202e\u2066",
  "a\r\nset-cookie: x=1",
  "'; drop table users; --",
  "$(7*7){{7*7}}<%= 7*7 %>",
  "../../../etc/passwd",
  "%00%ff",
  "__proto__",
  "x".repeat(5000),
  "\u{1f600}".repeat(300),
];

describe("no value in a form breaks a page", () => {
  test.each([
    "username",
    "password",
    "requiredAttributes[email]",
    "requiredAttributes[name]",
    "requiredAttributes[custom:motto]",
    "csrf",
    "cognitoAsfData",
  ])("at the sign-up, in %s", async (field) => {
    for (const value of HOSTILE) {
      const page = await signUp(newName(), { [field]: value })();
      expect([200, 403]).toContain(page.status);
    }
  });

  test.each([
    ["/login", "username"],
    ["/login", "password"],
    ["/forgotPassword", "username"],
  ])("at %s, in %s", async (path, field) => {
    for (const value of HOSTILE) {
      const page = await (await opened(path)).submit({ username: "x", password: "y", [field]: value });
      expect(page.status).toBe(200);
    }
  });

  test("where a code or a new password is asked for", async () => {
    const confirm = await opened("/signup");
    const username = newName();
    await confirm.submit({ username, "requiredAttributes[email]": `${username}@example.com`, password: PASSWORD });
    const reset = await opened("/forgotPassword");
    await reset.submit({ username: "nobody" });
    const change = await invited();
    for (const value of HOSTILE) {
      expect((await confirm.submit({ code: value }, "confirmForm")).status).toBe(200);
      const fields = { code: value, new_password: value, confirm_password: value };
      expect((await reset.submit(fields, "confirmForgotPasswordForm")).status).toBe(200);
      const both = { new_password: value, confirm_password: value, "requiredAttributes[name]": value };
      expect((await change.submit(both)).status).toBe(200);
    }
  });

  test("nor one that comes twice, or fields without end", async () => {
    const browser = await opened("/signup");
    const { csrf = "" } = browser.page().forms.find(({ method }) => method === "POST")?.values ?? {};
    const twice = ["username", "password", "requiredAttributes[email]", "csrf"].map((name) => `&${name}=x`).join("");
    for (const more of [twice, "&a=1".repeat(50_000), "&=&&=&", `&${"[".repeat(5_000)}=1`, "&%=%&%zz=%ff%fe"]) {
      const answer = await domain.fetch(`/signup?${domain.query()}`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          cookie: `XSRF-TOKEN=${csrf}`,
        },
        body: `csrf=${csrf}&username=x&password=x${more}`,
      });
      expect([200, 403]).toContain(answer.status);
    }
  });

  test("and a body of megabytes is not taken apart", async () => {
    for (const path of ["/login", "/signup", "/forgotPassword"]) {
      const answer = await domain.fetch(`${path}?${domain.query()}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", cookie: "XSRF-TOKEN=t" },
        body: `_csrf=t&username=ann&password=${PASSWORD}&${"a=1&".repeat(1_000_000)}`,
      });
      expect(answer.status).toBe(403);
    }
  });
});

describe("no address breaks what is served beside the pages", () => {
  const name = "0".repeat(12);
  test.each([
    "/_pages/styles/%00/NAME.css",
    "/_pages/styles/%ff/NAME.css",
    "/_pages/styles/%c0%80/NAME.css",
    "/_pages/styles/%e0%a4%a/NAME.css",
    "/_pages/styles/%ed%a0%80/NAME.css",
    "/_pages/styles/%2e%2e%2fx/NAME.css",
    "/_pages/styles/a%2fb/NAME.css",
    "/_pages/styles/__proto__/NAME.css",
    "/_pages/styles/%2b+/NAME.css",
    `/_pages/styles/${"x".repeat(400)}/NAME.css`,
    "/_pages/styles//NAME.css",
    "/_pages/styles/",
    "/_pages/files/%00",
    "/_pages/files/__proto__",
    "/_pages/files/../../../etc/passwd",
    "/_pages/files/..%2f..%2fpackage.json",
    "/_pages/assets/%00",
    "/_pages/assets/..%2f..%2fx.svg",
    `/_pages/assets/${"a".repeat(32)}.svg%00`,
    "/_pages/",
  ])("%s", async (path) => {
    const answer = await server.handle(inProcessRequest({ url: domain.base + path.replace("NAME", name) }));
    const body = Buffer.from(await responseBytes(answer)).toString();
    expect(answer.status).toBe(404);
    expect(body).toMatch(/^There /);
  });

  test("nor is a look made, and kept, for clients that there are not", async () => {
    const { text } = (await opened("/login")).page();
    const [style = ""] = /\/_pages\/styles\/[^"]+/.exec(text) ?? [];
    expect((await domain.fetch(style)).status).toBe(200);
    const other = await openLoginDomain(server);
    for (const id of [other.pool.main.clientId, "nosuch", "__proto__"]) {
      const named = style.replace(domain.pool.main.clientId, id);
      expect([named === style, (await domain.fetch(named)).status]).toEqual([false, 404]);
    }
  });

  test.each(["/error", "/confirmUser", "/logout", "/oauth2/authorize", "/login"])(
    "%s with 64 KB of query",
    async (path) => {
      for (const query of [`client_id=${"x".repeat(65_536)}`, "a=b&".repeat(16_384), `x=${"%41".repeat(21_000)}`]) {
        const answer = await domain.fetch(`${path}?${query}`);
        expect(answer.status).toBeLessThan(500);
        expect(answer.location.length).toBeLessThan(300);
      }
    },
  );
});
