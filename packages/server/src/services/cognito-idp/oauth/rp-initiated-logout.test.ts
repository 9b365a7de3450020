import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Answer,
  CALLBACK,
  encodeParameters,
  LOGIN_CLIENT,
  type LoginDomain,
  openLoginDomain,
  type Parameters,
  SIGNED_OUT,
} from "../../../../test/cognito-idp/login-domain.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;
/** An ID token of ann's, and one of bob's. */
let ann: string;
let bob: string;

beforeAll(async () => {
  server = await startTestServer({ flags: { oauthFeatures: "rp-logout=on" } });
  domain = await openLoginDomain(server, {
    client: { LogoutURLs: [SIGNED_OUT, "https://app.example.com/bye?x=1"] },
  });
  await domain.pool.addUser("ann");
  await domain.pool.addUser("bob");
  ann = (await domain.pool.signIn("ann")).idToken;
  bob = (await domain.pool.signIn("bob")).idToken;
});
afterAll(() => server.close());

const logout = (parameters: Parameters, cookie = ""): Promise<Answer> =>
  domain.fetch(`/logout?${encodeParameters(parameters)}`, { headers: { cookie } });
const post = (form: Parameters, cookie = ""): Promise<Answer> =>
  domain.fetch("/logout", {
    method: "POST",
    headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
    body: encodeParameters(form),
  });
const isSignedIn = async (cookie: string) =>
  /\?code=/.test((await domain.authorize({}, { headers: { cookie } })).location);
const fieldsOf = ({ text }: Answer) =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? "",
      value ?? "",
    ]),
  );

describe("RP-initiated logout", () => {
  test("with an ID token of the user who is signed in ends the session and goes back with the state", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const { status, location, headers } = await logout(
      { id_token_hint: ann, post_logout_redirect_uri: SIGNED_OUT, state: "a b&c" },
      cookie,
    );
    expect({ status, location }).toEqual({ status: 302, location: `${SIGNED_OUT}?state=a%20b%26c` });
    expect(headers.getSetCookie()[0]).toMatch(/^cognito=; Max-Age=0;/);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("takes an ID token that has expired", async () => {
    server.advance({ hours: 3 });
    const { cookie } = await signInOnPages(domain, "ann");
    const { location } = await logout({ id_token_hint: ann, post_logout_redirect_uri: SIGNED_OUT }, cookie);
    expect(location).toBe(SIGNED_OUT);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("keeps the registered URL's own query", async () => {
    const { location } = await logout({
      id_token_hint: ann,
      post_logout_redirect_uri: "https://app.example.com/bye?x=1",
      state: "s",
    });
    expect(location).toBe("https://app.example.com/bye?x=1&state=s");
  });

  test.each([undefined, "bob's"])("asks first when the ID token is %s", async (whose) => {
    const { cookie } = await signInOnPages(domain, "ann");
    const { clientId } = domain.pool.main;
    const asked = { client_id: clientId, ...(whose && { id_token_hint: bob }), post_logout_redirect_uri: SIGNED_OUT };
    const page = await logout(asked, cookie);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    expect(page.text).toContain("<h1>Sign out?</h1>");
    expect(await isSignedIn(cookie)).toBe(true);

    const { location } = await post(fieldsOf(page), cookie);
    expect(location).toBe(SIGNED_OUT);
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test("asks in another language on request, and ends nothing by that", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const form = { id_token_hint: bob, post_logout_redirect_uri: SIGNED_OUT, ui_locales: "fr" };
    const page = await post(form, cookie);
    expect(page.text).toContain('<html lang="fr"');
    const [, choice = ""] = /<form name="languageForm"(.*?)<\/form>/s.exec(page.text) ?? [];
    expect(choice).toContain(`method="post" action="${domain.base}/logout"`);
    const names = [...choice.matchAll(/<input type="hidden" name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(["id_token_hint", "post_logout_redirect_uri"]);
    const again = await post({ id_token_hint: bob, post_logout_redirect_uri: SIGNED_OUT, lang: "de" }, cookie);
    expect(again.text).toContain('<html lang="de"');
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await post(fieldsOf(again), cookie)).location).toBe(SIGNED_OUT);
  });

  test("a confirmation is one session's own, and cannot be guessed", async () => {
    const first = await signInOnPages(domain, "ann");
    const second = await signInOnPages(domain, "ann");
    const form = { client_id: domain.pool.main.clientId, post_logout_redirect_uri: SIGNED_OUT };
    const { confirmation } = fieldsOf(await logout(form, first.cookie));
    for (const wrong of [confirmation, "x", "", undefined]) {
      expect((await post({ ...form, confirmation: wrong }, second.cookie)).status).toBe(200);
    }
    expect(await isSignedIn(second.cookie)).toBe(true);
  });

  test("a form of another site, which comes without the cookie, ends nothing by itself", async () => {
    const form = { client_id: domain.pool.main.clientId, post_logout_redirect_uri: SIGNED_OUT };
    const { status, location, headers } = await post(form);
    expect(status).toBe(303);
    expect(location).toBe(`${domain.base}/logout?${new URLSearchParams(form)}`);
    expect(headers.getSetCookie().filter((one) => one.startsWith("cognito="))).toEqual([]);
  });

  test("without a URL to go to says that the user is signed out", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const { status, text } = await logout({ id_token_hint: ann }, cookie);
    expect(status).toBe(200);
    expect(text).toContain("<h1>You are signed out</h1>");
    expect(await isSignedIn(cookie)).toBe(false);
  });

  test.each([
    ["a URL that is not registered", { post_logout_redirect_uri: "https://evil.example" }, "redirect_mismatch"],
    ["a callback URL", { post_logout_redirect_uri: CALLBACK }, "redirect_mismatch"],
    ["two URLs", { post_logout_redirect_uri: [SIGNED_OUT, "https://evil.example"] }, "redirect_mismatch"],
    ["a hint that is no ID token", { id_token_hint: "x", post_logout_redirect_uri: SIGNED_OUT }, "invalid_request"],
    ["an unknown client", { client_id: "nosuch", id_token_hint: undefined }, "invalid_request"],
  ])("refuses %s on our own page, and ends nothing", async (_what, changes, error) => {
    const { cookie } = await signInOnPages(domain, "ann");
    const { location } = await logout({ id_token_hint: ann, ...changes }, cookie);
    expect(location.startsWith(`${domain.base}/error?error=${error}`)).toBe(true);
    expect(await isSignedIn(cookie)).toBe(true);
  });

  test("refuses a client that is not the ID token's", async () => {
    const other = await domain.pool.addClient(LOGIN_CLIENT);
    const { location } = await logout({ id_token_hint: ann, client_id: other.clientId });
    expect(location).toMatch(/\/error\?error=invalid_request/);
  });

  test("a URL needs a client to be registered at", async () => {
    const { location } = await logout({ post_logout_redirect_uri: SIGNED_OUT });
    expect(location).toMatch(/\/error\?error=redirect_mismatch/);
  });

  test("an access token is no hint", async () => {
    const { accessToken } = await domain.pool.signIn("ann");
    expect((await logout({ id_token_hint: accessToken })).location).toMatch(/\/error\?error=invalid_request/);
  });

  test("what the page repeats is text", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const { text } = await logout({ state: '"><script>alert(1)</script>', ui_locales: "<b>" }, cookie);
    expect(text).toContain("&lt;script&gt;alert(1)");
    expect(text).not.toMatch(/<script>|<b>/);
  });

  test("the pages speak the reader's language, and the form may lead to the sign-out URL", async () => {
    const { cookie } = await signInOnPages(domain, "ann");
    const asked = { client_id: domain.pool.main.clientId, post_logout_redirect_uri: SIGNED_OUT, ui_locales: "de fr" };
    const { text, headers } = await logout(asked, cookie);
    expect(text).toContain("Abmelden?");
    expect(headers.get("content-security-policy")).toContain(`form-action 'self' ${new URL(SIGNED_OUT).origin}`);
  });

  test("Cognito's form goes on beside it", async () => {
    const { location } = await logout({ client_id: domain.pool.main.clientId, logout_uri: SIGNED_OUT });
    expect(location).toBe(SIGNED_OUT);
  });
});
