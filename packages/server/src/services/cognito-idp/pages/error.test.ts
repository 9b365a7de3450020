import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { createLoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, { managedLoginVersion: 1 });
});
afterAll(() => server.close());

const STRANGE = "https://evil.example.com/";

test("a redirect URI that is not registered ends on our own page, with 400 (observed, nine reports)", async () => {
  const browser = createLoginBrowser(server);
  const page = await browser.open(`${domain.base}/login?${domain.query({ redirect_uri: STRANGE })}`);
  expect(page).toMatchObject({ status: 400, left: false });
  expect(page.url.pathname).toBe(`${domain.base}/error`);
  expect(page.text).toContain("An error was encountered with the requested page.");
  expect(page.text).toContain("<code>redirect_mismatch</code>");
});

test("on a development server it says which was asked for and which are registered", async () => {
  const browser = createLoginBrowser(server);
  const { text } = await browser.open(`${domain.base}/login?${domain.query({ redirect_uri: STRANGE })}`);
  expect(text).toContain(`<dd><code>${STRANGE}</code></dd>`);
  expect(text).toContain(`<dd><code>${CALLBACK}</code></dd>`);
  expect(text).not.toContain(`href="${STRANGE}`);
});

test("it says nothing in words of whoever made the address", async () => {
  const { status, text } = await domain.fetch("/error?error=Call%20%2B1%20900%20123&client_id=<b>x</b>");
  expect(status).toBe(400);
  expect(text).toContain("<code>invalid_request</code>");
  expect(text).not.toMatch(/900 123|<b>x/);
});

test("it knows what is missing (observed, several third parties)", async () => {
  const browser = createLoginBrowser(server);
  const { text } = await browser.open(`${domain.base}/oauth2/authorize?response_type=code`);
  expect(text).toContain("Required String parameter &#39;client_id&#39; is not present");
});
