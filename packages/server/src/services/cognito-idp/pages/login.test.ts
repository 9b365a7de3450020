import {
  AdminConfirmSignUpCommand,
  AdminDisableUserCommand,
  AdminResetUserPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser, type LoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let classic: LoginDomain;
let managed: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  classic = await openLoginDomain(server, {
    managedLoginVersion: 1,
    client: { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] },
  });
  managed = await openLoginDomain(server, { managedLoginVersion: 2 });
  for (const { pool } of [classic, managed]) await pool.addUser("ann");
});
afterAll(() => server.close());

async function atLogin(domain: LoginDomain, changes = {}): Promise<LoginBrowser> {
  const browser = createLoginBrowser(server);
  await browser.open(`${domain.base}/oauth2/authorize?${domain.query(changes)}`);
  return browser;
}
const signIn = (browser: LoginBrowser, username: string, password = PASSWORD) => browser.submit({ username, password });
/** What a page says whoever asks: without its token. */
const told = (text: string) => text.replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, "TOKEN");

describe("the form", () => {
  test("has the classic page's names, ids and texts (observed, ten third parties)", async () => {
    const { text, forms } = (await atLogin(classic)).page();
    expect(forms[0]).toMatchObject({ name: "cognitoSignInForm", method: "POST" });
    expect(Object.keys(forms[0]?.values ?? {})).toEqual(["_csrf", "cognitoAsfData", "username", "password"]);
    expect(forms[0]?.action.pathname + (forms[0]?.action.search ?? "")).toBe(
      `${classic.base}/login?${classic.query()}`,
    );
    for (const part of [
      'class="cognito-asf"',
      'id="signInFormUsername"',
      'id="signInFormPassword"',
      'type="submit" name="signInSubmitButton"',
      'value="Sign in"',
      "label-customizable",
      "inputField-customizable",
      "submitButton-customizable",
      "textDescription-customizable",
      "redirect-customizable",
      "background-customizable",
      "Forgot your password?",
      "Need an account?",
      "<title>Signin</title>",
    ]) {
      expect(text).toContain(part);
    }
  });

  test("of managed login calls its token csrf, and has a button of the role's name (observed, four clients)", async () => {
    const { text, forms } = (await atLogin(managed)).page();
    expect(Object.keys(forms[0]?.values ?? {})).toEqual(["csrf", "cognitoAsfData", "username", "password"]);
    expect(text).toMatch(/<button type="submit"[^>]*>Sign in<\/button>/);
  });

  test("tells browsers and password managers what its fields are, and begins at the first", async () => {
    const { text } = (await atLogin(classic)).page();
    expect(text).toMatch(/name="username"[^>]* autocomplete="username"[^>]* required autofocus>/);
    expect(text).toMatch(/name="password"[^>]* autocomplete="current-password"/);
  });

  test("is filled in by login_hint (documented), and begins at the password then", async () => {
    const { text, forms } = (await atLogin(managed, { login_hint: "ann@example.com" })).page();
    expect(forms[0]?.values.username).toBe("ann@example.com");
    expect(text).toMatch(/name="password"[^>]* autofocus>/);
  });

  test("has no script or style of its own in it", async () => {
    const { text } = (await atLogin(managed)).page();
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i);
  });

  test("asks for an address where that is the name", async () => {
    const domain = await openLoginDomain(server, { pool: { UsernameAttributes: ["email"] } });
    const { text } = (await atLogin(domain)).page();
    expect(text).toContain("Sign in with your email and password");
    expect(text).toMatch(/name="username"[^>]* type="email"/);
  });

  test("leads to no sign-up where only administrators make users (assumed)", async () => {
    const domain = await openLoginDomain(server, {
      pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } },
    });
    const browser = await atLogin(domain);
    expect(browser.page().text).not.toContain("/signup");
    const signUp = await browser.open(`${domain.base}/signup?${domain.query()}`);
    expect(signUp.url.pathname).toBe(`${domain.base}/login`);
  });
});

describe("signing in", () => {
  test("goes back to the client with a code and the state, whatever flows the client has at the API (recorded: 302)", async () => {
    const browser = await atLogin(classic);
    const page = await signIn(browser, "ann");
    expect(page).toMatchObject({ left: true, status: 302 });
    expect(page.url.href).toMatch(new RegExp(`^${CALLBACK}\\?code=[\\da-f-]{36}&state=xyz$`));
    expect(browser.cookie("cognito")).toMatch(/^[\w-]{43}$/);
  });

  test("replaces the token of forms (recorded)", async () => {
    const browser = await atLogin(classic);
    const before = browser.cookie("XSRF-TOKEN");
    await signIn(browser, "ann");
    const after = browser.cookie("XSRF-TOKEN");
    expect(after).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
    expect(after).not.toBe(before);
  });

  test("works at the domain's own host (recorded: /login at the root)", async () => {
    const browser = createLoginBrowser(server, `http://${classic.prefix}.auth.localhost`);
    const shown = await browser.open(`/oauth2/authorize?${classic.query()}`);
    expect(shown.url.pathname).toBe("/login");
    expect(browser.received.every((cookie) => cookie.includes("Path=/;"))).toBe(true);
    expect((await signIn(browser, "ann")).url.href).toContain(`${CALLBACK}?code=`);
  });

  test("takes the least form that tools send: token, name, password (observed)", async () => {
    const token = "2c9b9b0a-0000-4000-8000-000000000000";
    const answer = await classic.fetch(`/login?${classic.query()}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", cookie: `XSRF-TOKEN=${token}` },
      body: `_csrf=${token}&username=ann&password=${PASSWORD}&cognitoAsfData=`,
    });
    expect(answer.status).toBe(302);
    expect(answer.location).toContain(`${CALLBACK}?code=`);
  });

  test("forgives blanks around the name, which completion leaves there", async () => {
    expect((await signIn(await atLogin(classic), " ann ")).left).toBe(true);
  });

  test("gives tokens in the fragment for response_type=token", async () => {
    const page = await signIn(await atLogin(classic, { response_type: "token" }), "ann");
    expect(page.url.hash).toMatch(
      /^#id_token=[\w.-]+&access_token=[\w.-]+&token_type=Bearer&expires_in=3600&state=xyz$/,
    );
  });
});

describe("whoever is refused", () => {
  test("sees the API's text and the name that was typed, never the password (observed: the text)", async () => {
    const browser = await atLogin(classic);
    const page = await signIn(browser, "ann", "Wrong-horse-7");
    expect(page.status).toBe(200);
    expect(page.text).toContain(
      '<p id="loginErrorMessage" class="alert errorMessage-customizable" role="alert">Incorrect username or password.</p>',
    );
    expect(page.forms[0]?.values).toMatchObject({ username: "ann", password: "" });
    expect(page.text).not.toContain("Wrong-horse-7");
    expect(page.text).toMatch(/name="password"[^>]* autofocus>/);
    expect((await signIn(browser, "ann")).left).toBe(true);
  });

  test.each([
    ["classic", "LEGACY"],
    ["managed", "ENABLED"],
  ] as const)("is told the same of a user who does not exist: %s, %s", async (version, setting) => {
    const domain = version === "classic" ? classic : managed;
    const client = await domain.pool.addClient({
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: [CALLBACK],
      SupportedIdentityProviders: ["COGNITO"],
      PreventUserExistenceErrors: setting,
    });
    const refusedAs = async (username: string) => {
      const page = await signIn(await atLogin(domain, { client_id: client.clientId }), username, "Wrong-horse-7");
      const headers = [...page.headers].filter(([name]) => !/request-?id|set-cookie/.test(name));
      // As a word: a client's random id may have any three letters in it.
      const text = told(page.text).replaceAll(new RegExp(`\\b${username}\\b`, "g"), "NAME");
      return { status: page.status, headers, text };
    };
    await domain.pool.signUp("eve");
    const unknown = await refusedAs("nobody");
    expect(unknown.text).toContain("Incorrect username or password.");
    expect(await refusedAs("ann")).toEqual(unknown);
    // Nor that one signed up and was never confirmed.
    expect(await refusedAs("eve")).toEqual(unknown);
    await domain.pool.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: domain.pool.poolId, Username: "eve" }));
  });

  test("is asked for what is missing, beside the field", async () => {
    const browser = await atLogin(classic);
    const nameless = await browser.submit({ username: "", password: PASSWORD });
    expect(nameless.text).toMatch(
      /id="signInFormUsername"[^>]* aria-describedby="signInFormUsername-error" aria-invalid="true"[^>]* autofocus>/,
    );
    expect(nameless.text).toContain('<p id="signInFormUsername-error"');
    const silent = await browser.submit({ username: "ann", password: "" });
    expect(silent.text).toContain('<p id="signInFormPassword-error"');
  });

  test("and is disabled learns so after the password only", async () => {
    const domain = await openLoginDomain(server);
    await domain.pool.addUser("dan");
    await domain.pool.sdk.send(new AdminDisableUserCommand({ UserPoolId: domain.pool.poolId, Username: "dan" }));
    expect((await signIn(await atLogin(domain), "dan", "Wrong-horse-7")).text).toContain(
      "Incorrect username or password.",
    );
    expect((await signIn(await atLogin(domain), "dan")).text).toContain("User is disabled.");
  });
});

describe("whoever proves the password", () => {
  test("of a sign-up that is not confirmed goes to /confirm, and on to the client", async () => {
    const domain = await openLoginDomain(server);
    await domain.pool.signUp("ben");
    const browser = await atLogin(domain);
    const page = await signIn(browser, "ben");
    expect(page.url.pathname).toBe(`${domain.base}/confirm`);
    expect(page.url.search).toBe(`?${domain.query()}`);
    expect(page.text).toContain("b***@e***");
    const done = await browser.submit({ code: await domain.pool.code("ben") });
    expect(done.url.href).toContain(`${CALLBACK}?code=`);
  });

  test("of a user whose password was reset sets a new one with the code that was sent", async () => {
    const domain = await openLoginDomain(server);
    await domain.pool.addUser("joe");
    await domain.pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: domain.pool.poolId, Username: "joe" }));
    const browser = await atLogin(domain);
    const page = await signIn(browser, "joe");
    expect(page.url.pathname).toBe(`${domain.base}/confirmForgotPassword`);
    const password = "Battery-staple-8";
    const changed = await browser.submit({
      code: await domain.pool.code("joe"),
      new_password: password,
      confirm_password: password,
    });
    expect(changed.url.pathname).toBe(`${domain.base}/login`);
    expect(changed.text).toContain("Your password was changed.");
    expect((await signIn(browser, "joe", password)).left).toBe(true);
  });
});
