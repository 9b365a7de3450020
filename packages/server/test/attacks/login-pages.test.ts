import { AdminCreateUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLBACK, LOGIN_CLIENT, type LoginDomain, openLoginDomain } from "../cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../cognito-idp/login-domain-of-file.ts";
import { PASSWORD } from "../cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser, type Page } from "../login/browser.ts";
import { startTestServer } from "../start-test-server.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;

let count = 0;
const newName = () => {
  count += 1;
  return `user${count}`;
};
const signUpForm = (username: string) => ({
  username,
  "requiredAttributes[email]": `${username}@example.com`,
  password: PASSWORD,
});

/** A browser on each page that has a form, and how the form is sent well. */
const PAGES: readonly {
  path: string;
  form: Record<string, string>;
  open(at: LoginDomain, origin?: string): Promise<LoginBrowser>;
}[] = [
  { path: "/login", form: { username: "ann", password: PASSWORD }, open: (at, origin) => opened(at, "/login", origin) },
  { path: "/signup", form: signUpForm("mallory"), open: (at, origin) => opened(at, "/signup", origin) },
  { path: "/forgotPassword", form: { username: "ann" }, open: (at, origin) => opened(at, "/forgotPassword", origin) },
  { path: "/confirm", form: { code: "123456" }, open: signedUp },
  { path: "/resendcode", form: {}, open: signedUp },
  {
    path: "/confirmForgotPassword",
    form: { code: "123456", new_password: PASSWORD, confirm_password: PASSWORD },
    async open(at, origin) {
      const browser = await opened(at, "/forgotPassword", origin);
      await browser.submit({ username: newName() });
      return browser;
    },
  },
  {
    path: "/changePassword",
    form: { new_password: "Battery-staple-8", confirm_password: "Battery-staple-8" },
    async open(at, origin) {
      const username = newName();
      const { poolId } = at.pool;
      await at.pool.sdk.send(
        new AdminCreateUserCommand({ UserPoolId: poolId, Username: username, TemporaryPassword: PASSWORD }),
      );
      const browser = await opened(at, "/login", origin);
      await browser.submit({ username, password: PASSWORD });
      return browser;
    },
  },
];

async function opened(at: LoginDomain, path: string, origin?: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server, origin);
  await browser.open(`${origin === undefined ? at.base : ""}${path}?${at.query()}`);
  return browser;
}
async function signedUp(at: LoginDomain, origin?: string): Promise<LoginBrowser> {
  const browser = await opened(at, "/signup", origin);
  await browser.submit(signUpForm(newName()));
  return browser;
}

describe("a form of another site", () => {
  /** Sends what the page's form would, by hand. */
  async function send(
    { path, form, open }: (typeof PAGES)[number],
    change: { token?: string; cookie?: (cookie: string) => string; headers?: Record<string, string> },
  ) {
    const browser = await open(domain);
    const token = browser.page().forms[0]?.values.csrf ?? "";
    const jar = ["XSRF-TOKEN", "page-data"].map((name) => `${name}=${browser.cookie(name) ?? ""}`).join("; ");
    return domain.fetch(`${path}?${domain.query()}`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        cookie: change.cookie?.(jar) ?? jar,
        ...change.headers,
      },
      body: new URLSearchParams({ ...form, csrf: change.token ?? token }).toString(),
    });
  }

  describe.each(PAGES)("is shown again and not acted upon: $path", (page) => {
    test.each([
      ["without a token", { token: "" }],
      ["with another token", { token: "2c9b9b0a-0000-4000-8000-000000000000" }],
      ["without the cookie", { cookie: (jar: string) => jar.replace(/XSRF-TOKEN=[^;]*; /, "") }],
      ["with a second cookie, slipped in", { cookie: (jar: string) => `XSRF-TOKEN=x; ${jar}`, token: "x" }],
      ["from another origin", { headers: { origin: "https://evil.example.com" } }],
      ["from a hidden origin", { headers: { origin: "null" } }],
      ["from a neighbouring host", { headers: { "sec-fetch-site": "same-site" } }],
      ["from another site", { headers: { "sec-fetch-site": "cross-site" } }],
    ])("%s", async (_, change) => {
      const { status, text, headers } = await send(page, change);
      expect(status).toBe(403);
      expect(text).toContain("This form could not be checked.");
      expect(headers.getSetCookie().some((cookie) => /^(?:cognito|page-data)=/.test(cookie))).toBe(false);
    });
  });

  test.each(PAGES)(
    "takes nothing from the tabs that are under way, whose cookies it comes without: $path",
    async ({ path, form }) => {
      const browser = await signedUp(domain);
      const left = browser.cookie("page-data");
      const { headers } = await domain.fetch(`${path}?${domain.query()}`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          origin: "https://evil.example.com",
          "sec-fetch-site": "cross-site",
        },
        body: new URLSearchParams(form).toString(),
      });
      for (const cookie of headers.getSetCookie()) browser.plant(cookie);
      expect([left === undefined, browser.cookie("page-data")]).toEqual([false, left]);
      expect((await browser.open(`${domain.base}/confirm?${domain.query()}`)).url.pathname).toBe(
        `${domain.base}/confirm`,
      );
    },
  );

  test("did nothing: nobody was registered, nobody signed in", async () => {
    expect(await server.mailbox.messages({ username: "mallory", poolId: domain.pool.poolId })).toEqual([]);
  });
});

const HOSTILE = `"><script>alert(1)</script><img src=x onerror=alert(1)>'`;

describe("markup in what somebody sends", () => {
  const isHarmless = ({ text, headers, left }: Page) => {
    if (left) return;
    expect(text).not.toMatch(/<script>|<img src=x|onerror=alert\(1\)>/);
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("content-security-policy")).not.toContain("unsafe");
  };

  test.each(PAGES)("stays text in every field: $path", async ({ path, form, open }) => {
    for (const field of [...Object.keys(form), "csrf", "extra"]) {
      const browser = await open(domain);
      const wanted = path === "/resendcode" ? "resendCodeForm" : undefined;
      isHarmless(await browser.submit({ ...form, [field]: HOSTILE }, wanted));
    }
  });

  test.each(["/login", "/signup", "/forgotPassword", "/error", "/confirmUser"])(
    "stays text in every parameter: %s",
    async (path) => {
      for (const name of [
        "state",
        "nonce",
        "login_hint",
        "lang",
        "scope",
        "prompt",
        "client_id",
        "redirect_uri",
        "error",
        "user_name",
        "confirmation_code",
        HOSTILE,
      ]) {
        const browser = createLoginBrowser(server);
        const page = await browser.open(`${domain.base}${path}?${domain.query({ [name]: HOSTILE })}`);
        isHarmless(page);
      }
    },
  );
});

describe("every page", () => {
  test.each(PAGES)(
    "can be framed and cached by nobody, and tells no one where it came from: $path",
    async ({ open }) => {
      const { headers } = (await open(domain)).page();
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("content-security-policy")).toContain("base-uri 'none'");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("cache-control")).toContain("no-store");
      expect(headers.get("referrer-policy")).toBe("same-origin");
    },
  );

  test.each([
    ["by TLS", `https`, true],
    ["in clear", `http`, false],
  ])("sets cookies out of scripts' and other sites' reach: %s", async (_, scheme, secure) => {
    const origin = `${scheme}://${domain.prefix}.auth.localhost`;
    const browser = await signedUp(domain, origin);
    const [message] = await server.mailbox.messages({ poolId: domain.pool.poolId });
    await browser.submit({ code: message?.code ?? "" });
    const names = new Set(browser.received.map((cookie) => cookie.split("=")[0]));
    expect([...names].sort()).toEqual(["XSRF-TOKEN", "cognito", "page-data"]);
    for (const cookie of browser.received) {
      expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
      expect(cookie).toContain("Path=/;");
      expect(cookie).not.toMatch(/Domain=/i);
      expect(cookie.includes("Secure")).toBe(secure);
    }
  });
});

describe("what one page leaves for the next", () => {
  test("does not open when a letter of it is changed", async () => {
    const browser = await signedUp(domain);
    const data = browser.cookie("page-data") ?? "";
    const at = data.lastIndexOf(".") + 5;
    const changed = `${data.slice(0, at)}${data[at] === "A" ? "B" : "A"}${data.slice(at + 1)}`;
    browser.plant(`page-data=${changed}; Path=${domain.base}/`);
    const page = await browser.open(`${domain.base}/confirm?${domain.query()}`);
    expect(page.url.pathname).toBe(`${domain.base}/login`);
  });

  test("says nothing to whoever reads the cookie", async () => {
    const browser = await signedUp(domain);
    const data = browser.cookie("page-data") ?? "";
    const readable = data.split(".").map((part) => Buffer.from(part, "base64url").toString("latin1"));
    expect([data, ...readable].join(" ")).not.toMatch(/user\d|example|confirm/);
  });

  test("holds at no other client and in no other pool", async () => {
    const browser = await signedUp(domain);
    const data = browser.cookie("page-data") ?? "";
    const client = await domain.pool.addClient(LOGIN_CLIENT);
    const page = await browser.open(`${domain.base}/confirm?${domain.query({ client_id: client.clientId })}`);
    expect(page.url.pathname).toBe(`${domain.base}/login`);

    const other = await openLoginDomain(server);
    browser.plant(`page-data=${data}; Path=${other.base}/`);
    const elsewhere = await browser.open(`${other.base}/confirm?${other.query()}`);
    expect(elsewhere.url.pathname).toBe(`${other.base}/login`);
  });
});

test("a session that somebody prepared is not the one that a user signs in to (session fixation)", async () => {
  for (const { path, form, open } of PAGES.filter((page) =>
    ["/login", "/confirm", "/changePassword"].includes(page.path),
  )) {
    const browser = await open(domain);
    const token = browser.cookie("XSRF-TOKEN", `${domain.base}/`);
    const prepared = "a".repeat(43);
    browser.plant(`cognito=${prepared}; Path=${domain.base}/`);
    const [message] = await server.mailbox.messages({ poolId: domain.pool.poolId });
    const page = await browser.submit(path === "/confirm" ? { code: message?.code ?? "" } : form);
    expect(page.left, path).toBe(true);
    const session = browser.cookie("cognito", `${domain.base}/`);
    expect(session, path).toMatch(/^[\w-]{43}$/);
    expect(session, path).not.toBe(prepared);
    // Nor is the form token that was there before.
    expect(token, path).toBeTruthy();
    expect(browser.cookie("XSRF-TOKEN", `${domain.base}/`), path).not.toBe(token);
  }
});

test("signing in anew ends the browser's former session", async () => {
  const browser = await opened(domain, "/login");
  await browser.submit({ username: "ann", password: PASSWORD });
  const former = browser.cookie("cognito") ?? "";
  await browser.open(`${domain.base}/login?${domain.query()}`);
  await browser.submit({ username: "ann", password: PASSWORD });
  const answer = await domain.authorize({}, { headers: { cookie: `cognito=${former}` } });
  expect(answer.location).toContain("/login?");
});

describe("an address that would lead away", () => {
  test.each([
    ["in a parameter of another name", "&next=https://evil.example.com&return_to=//evil.example.com"],
    ["as a second redirect URI", "&redirect_uri=https://evil.example.com"],
    ["behind a registered one", `&redirect_uri=${encodeURIComponent(`${CALLBACK}@evil.example.com`)}`],
    ["with a line break", "&state=%0d%0aLocation:%20https://evil.example.com"],
  ])("leads nowhere: %s", async (_, more) => {
    const browser = createLoginBrowser(server);
    await browser.open(`${domain.base}/login?${domain.query()}${more}`);
    const page = browser.page();
    if (page.forms.length > 0 && page.url.pathname.endsWith("/login")) {
      await browser.submit({ username: "ann", password: PASSWORD });
    }
    const { url, left } = browser.page();
    expect(url.host).not.toContain("evil");
    if (left) expect(url.href.startsWith(`${CALLBACK}?`)).toBe(true);
  });

  test.each(["//evil.example.com/login", "/%2f%2fevil.example.com/login", "/login/..//evil.example.com"])(
    "is no page: %s",
    async (path) => {
      const { status, location } = await domain.fetch(`${path}?${domain.query()}`);
      expect(status).toBe(404);
      expect(location).toBe("");
    },
  );
});

describe("with bound form tokens", () => {
  let hardened: Poolhouse;
  let at: LoginDomain;
  beforeAll(async () => {
    hardened = await startTestServer({ flags: { oauthFeatures: "form-tokens=bound" } });
    at = await openLoginDomain(hardened);
    await at.pool.addUser("ann");
  });
  afterAll(() => hardened.close());

  const post = (cookie: string, csrf: string) =>
    at.fetch(`/login?${at.query()}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", cookie },
      body: new URLSearchParams({ username: "ann", password: PASSWORD, csrf }).toString(),
    });

  test("two values that agree are not enough", async () => {
    const token = "2c9b9b0a-0000-4000-8000-000000000000";
    expect((await post(`XSRF-TOKEN=${token}`, token)).status).toBe(403);
  });

  test("the page's own form goes through, for an hour", async () => {
    const browser = createLoginBrowser(hardened);
    const page = await browser.open(`${at.base}/login?${at.query()}`);
    const field = page.forms[0]?.values.csrf ?? "";
    const cookie = `XSRF-TOKEN=${browser.cookie("XSRF-TOKEN")}`;
    expect((await post(cookie, field)).status).toBe(302);
    expect((await post("XSRF-TOKEN=2c9b9b0a-0000-4000-8000-000000000000", field)).status).toBe(403);
    // Made before somebody signed in here, it does not hold for the session that began since.
    expect((await post(`${cookie}; cognito=${"b".repeat(43)}`, field)).status).toBe(403);
    hardened.advance({ minutes: 61 });
    expect((await post(cookie, field)).status).toBe(403);
  });

  test("forms end at the client's own address only", async () => {
    const { headers } = await at.fetch(`/login?${at.query()}`);
    expect(headers.get("content-security-policy")).toContain("form-action 'self' https://app.example.com;");
  });
});
