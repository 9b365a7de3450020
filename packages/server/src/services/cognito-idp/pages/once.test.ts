import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AdminCreateUserCommand, AdminGetUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { describe, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { OTHER_PASSWORD, PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();
const { server } = domain;

/** A form as a browser sends it, with the cookies that it has at that moment. */
interface Sent {
  address: string;
  init: RequestInit & { headers: Record<string, string> };
}

function formOf(browser: LoginBrowser, fields: Record<string, string>, wanted = 0): Sent {
  const { forms, url } = browser.page();
  const form = forms.filter(({ method }) => method === "POST")[wanted];
  if (form === undefined) throw new Error(`There is no such form on ${url}`);
  const cookie = ["XSRF-TOKEN", "page-data", "cognito"]
    .map((name) => [name, browser.cookie(name, form.action.href)] as const)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return {
    address: form.action.href.slice(url.origin.length + domain.base.length),
    init: {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: url.origin,
        "sec-fetch-site": "same-origin",
        cookie: cookie.join("; "),
      },
      body: new URLSearchParams({ ...form.values, ...fields }).toString(),
    },
  };
}

/** Where an answer leads: the path of a page, or the callback without its code. */
const ledTo = (location: string): string =>
  location.startsWith(CALLBACK) ? location.replace(/code=[\da-f-]{36}/, "code") : location.replace(/\?.*$/, "");
const post = async ({ address, init }: Sent) => await domain.fetch(address, init);
/** The browser gave the first answer up before it came, as it does at a second click. */
async function twice(sent: Sent) {
  return [await post(sent), await post(sent)] as const;
}

async function atPage(path: string): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}${path}?${domain.query()}`);
  return browser;
}
const signUp = (username: string) => ({
  username,
  "requiredAttributes[email]": `${username}@example.com`,
  password: PASSWORD,
});
async function atConfirm(username: string): Promise<LoginBrowser> {
  const browser = await atPage("/signup");
  await browser.submit(signUp(username));
  return browser;
}
async function atReset(username: string): Promise<LoginBrowser> {
  await domain.pool.addUser(username);
  const browser = await atPage("/forgotPassword");
  await browser.submit({ username });
  return browser;
}
const reset = (code: string) => ({ code, new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD });
async function invited(username: string): Promise<LoginBrowser> {
  const { poolId, sdk } = domain.pool;
  await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username: username,
      TemporaryPassword: PASSWORD,
      MessageAction: "SUPPRESS",
    }),
  );
  const browser = await atPage("/login");
  await browser.submit({ username, password: PASSWORD });
  return browser;
}
const chosen = { new_password: OTHER_PASSWORD, confirm_password: OTHER_PASSWORD };
const sentTo = async (username: string) => (await server.mailbox.messages({ to: `${username}@example.com` })).length;

/** A server whose database takes forms up and does not keep where they led. */
async function whereNothingIsKept(run: (failing: Poolhouse, there: LoginDomain) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), "poolhouse-once-"));
  const failing = await startPoolhouse({ flags: { memory: false, data } });
  try {
    const there = await openLoginDomain(failing);
    const database = new DatabaseSync(join(data, "poolhouse.db"));
    database.exec("create trigger failing before update on submissions begin select raise(fail, 'no space'); end");
    database.close();
    await run(failing, there);
  } finally {
    await failing.close();
    rmSync(data, { recursive: true });
  }
}

describe("a form that a double click sends twice leads twice where it led first (assumed)", () => {
  test("sign-up: to the page for the code, with what that page needs, and one user and one code", async () => {
    const browser = await atPage("/signup");
    const [first, second] = await twice(formOf(browser, signUp("ann")));
    expect([first, second].map(({ location }) => ledTo(location))).toEqual(Array(2).fill(`${domain.base}/confirm`));
    expect(await sentTo("ann")).toBe(1);
    for (const line of second.headers.getSetCookie()) browser.plant(line);
    await browser.open(second.location);
    expect((await browser.submit({ code: await domain.pool.code("ann") })).left).toBe(true);
  });

  test("confirmation: to the client, signed in, with a code of its own that is good", async () => {
    const browser = await atConfirm("bob");
    const [first, second] = await twice(formOf(browser, { code: await domain.pool.code("bob") }));
    expect([first, second].map(({ location }) => ledTo(location))).toEqual(Array(2).fill(`${CALLBACK}?code&state=xyz`));
    expect(second.location).not.toBe(first.location);
    const sessions = [first, second].map(({ headers }) =>
      headers.getSetCookie().find((cookie) => cookie.startsWith("cognito=")),
    );
    expect(sessions[0]).toBeTruthy();
    expect(sessions[1]).toBe(sessions[0]);
  });

  test("a new code: once", async () => {
    const browser = await atConfirm("carol");
    const [first, second] = await twice(formOf(browser, {}, 1));
    expect([first, second].map(({ location }) => ledTo(location))).toEqual(Array(2).fill(`${domain.base}/confirm`));
    expect(await sentTo("carol")).toBe(2);
    await browser.open(`${domain.base}/confirm?${domain.query()}`);
    expect(ledTo((await post(formOf(browser, {}, 1))).location)).toBe(`${domain.base}/confirm`);
    expect(await sentTo("carol")).toBe(3);
  });

  test("a code for a new password: once", async () => {
    await domain.pool.addUser("dora");
    const before = await sentTo("dora");
    const [first, second] = await twice(formOf(await atPage("/forgotPassword"), { username: "dora" }));
    expect(ledTo(second.location)).toBe(`${domain.base}/confirmForgotPassword`);
    expect(ledTo(first.location)).toBe(ledTo(second.location));
    expect((await sentTo("dora")) - before).toBe(1);
  });

  test("a new password: to the sign-in page, which says so", async () => {
    const browser = await atReset("eve");
    const [first, second] = await twice(formOf(browser, reset(await domain.pool.code("eve"))));
    expect([first, second].map(({ location }) => ledTo(location))).toEqual(Array(2).fill(`${domain.base}/login`));
    for (const line of second.headers.getSetCookie()) browser.plant(line);
    expect((await browser.open(second.location)).text).toContain("Your password was changed.");
  });

  test("the first password of one's own: to the client", async () => {
    const [first, second] = await twice(formOf(await invited("fay"), chosen));
    expect([first, second].map(({ location }) => ledTo(location))).toEqual(Array(2).fill(`${CALLBACK}?code&state=xyz`));
  });

  test("both at once do it once", async () => {
    const browser = await atPage("/signup");
    const sent = formOf(browser, signUp("gus"));
    const answers = await Promise.all([post(sent), post(sent), post(sent)]);
    expect(answers.map(({ location }) => ledTo(location))).toEqual(Array(3).fill(`${domain.base}/confirm`));
    expect(await sentTo("gus")).toBe(1);
  });

  test("also once the browser has the first answer's cookies, and its page is slow to come", async () => {
    const browser = await atConfirm("hal");
    const sent = formOf(browser, { code: await domain.pool.code("hal") });
    const first = await post(sent);
    for (const line of first.headers.getSetCookie()) browser.plant(line);
    sent.init.headers.cookie = ["XSRF-TOKEN", "cognito"].map((name) => `${name}=${browser.cookie(name)}`).join("; ");
    expect(ledTo((await post(sent)).location)).toBe(`${CALLBACK}?code&state=xyz`);
  });

  test("the first answer comes also where it cannot be kept", () =>
    whereNothingIsKept(async (failing, there) => {
      const browser = createLoginBrowser(failing);
      await browser.open(`${there.base}/signup?${there.query()}`);
      expect((await browser.submit(signUp("ann"))).url.pathname).toBe(`${there.base}/confirm`);
    }));

  test("nobody waits for one that is not done who lacks the token", () =>
    whereNothingIsKept(async (failing, there) => {
      const browser = createLoginBrowser(failing);
      await browser.open(`${there.base}/signup?${there.query()}`);
      const { init } = formOf(browser, signUp("ann"));
      const path = `/signup?${there.query()}`;
      await there.fetch(path, init);
      const done: string[] = [];
      const { cookie: _, ...headers } = init.headers;
      const late = there.fetch(path, { ...init, headers }).then(({ status }) => done.push(`late ${status}`));
      for (let page = 0; page < 20; page += 1) await there.fetch(path);
      done.push("twenty pages");
      await late;
      expect(done).toEqual(["late 403", "twenty pages"]);
    }));

  test("with bound tokens too", async () => {
    const bound = await startTestServer({ flags: { oauthFeatures: "form-tokens=bound" } });
    try {
      const there = await openLoginDomain(bound);
      const browser = createLoginBrowser(bound);
      await browser.open(`${there.base}/signup?${there.query()}`);
      const { address, init } = formOf(browser, signUp("ann"));
      const path = `/${address.split("/").slice(-1)}`;
      await there.fetch(path, init);
      expect(ledTo((await there.fetch(path, init)).location)).toBe(`${there.base}/confirm`);
    } finally {
      await bound.close();
    }
  });
});

describe("a form that comes again is nobody's proof", () => {
  test("another browser gets nothing by it, with all that the form holds", async () => {
    const browser = await atConfirm("ida");
    const sent = formOf(browser, { code: await domain.pool.code("ida") });
    await post(sent);
    // Whoever saw the form knows the token of its cookie too, but neither what the page before left nor the session.
    const token = new URLSearchParams(String(sent.init.body)).get("csrf");
    sent.init.headers.cookie = `XSRF-TOKEN=${token}`;
    const answer = await post(sent);
    expect(ledTo(answer.location)).toBe(`${domain.base}/login`);
    expect(answer.headers.getSetCookie().join()).not.toContain("cognito=");
  });

  test("a session that ended is not given again", async () => {
    const browser = await atConfirm("jan");
    const sent = formOf(browser, { code: await domain.pool.code("jan") });
    const first = await post(sent);
    const session = first.headers.getSetCookie().find((cookie) => cookie.startsWith("cognito="));
    await domain.fetch(
      `/logout?client_id=${domain.pool.main.clientId}&logout_uri=${encodeURIComponent("https://app.example.com/signed-out")}`,
      { headers: { cookie: session?.split(";")[0] ?? "" } },
    );
    const answer = await post(sent);
    expect(ledTo(answer.location)).toBe(`${domain.base}/login`);
    expect(answer.headers.getSetCookie().join()).not.toContain("cognito=");
  });

  test("after five minutes it is a form like any other", async () => {
    const sent = formOf(await atReset("kim"), reset(await domain.pool.code("kim")));
    await post(sent);
    await server.advance({ minutes: 5 });
    expect((await post(sent)).text).toContain("Invalid code provided");
  });

  test("whoever goes back from the page for a code and asks once more gets another code", async () => {
    const browser = await atConfirm("ned");
    const sent = formOf(browser, {}, 1);
    const first = await post(sent);
    for (const line of first.headers.getSetCookie()) browser.plant(line);
    const cookie = ["XSRF-TOKEN", "page-data"].map((name) => `${name}=${browser.cookie(name, `${domain.base}/`)}`);
    sent.init.headers.cookie = cookie.join("; ");
    expect(ledTo((await post(sent)).location)).toBe(`${domain.base}/confirm`);
    expect(await sentTo("ned")).toBe(3);
  });

  test("one that was refused is looked at anew", async () => {
    const browser = await atConfirm("leo");
    const wrong = (await domain.pool.code("leo")) === "000000" ? "000001" : "000000";
    const sent = formOf(browser, { code: wrong });
    const [first, second] = await twice(sent);
    expect([first.status, second.status]).toEqual([200, 200]);
    const { UserStatus } = await domain.pool.sdk.send(
      new AdminGetUserCommand({ UserPoolId: domain.pool.poolId, Username: "leo" }),
    );
    expect(UserStatus).toBe("UNCONFIRMED");
  });

  test("one in which something else was typed is another", async () => {
    const browser = await atPage("/signup");
    const sent = formOf(browser, signUp("mia"));
    await post(sent);
    const other = formOf(browser, { ...signUp("mia"), "requiredAttributes[email]": "else@example.com" });
    expect((await post(other)).text).toContain("User already exists");
  });
});
