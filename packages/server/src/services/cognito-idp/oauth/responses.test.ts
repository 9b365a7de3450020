import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;
let classic: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server);
  classic = await openLoginDomain(server, { managedLoginVersion: 1 });
  for (const { pool } of [domain, classic]) await pool.addUser("ann");
});
afterAll(() => server.close());

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const STANDARD = {
  "cache-control": "no-cache, no-store, max-age=0, must-revalidate",
  pragma: "no-cache",
  expires: "0",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "x-xss-protection": "1; mode=block",
  "x-amz-cognito-request-id": expect.stringMatching(UUID),
};

describe("every answer has the standard headers (recorded)", () => {
  test.each([
    ["GET", "/oauth2/authorize", 302],
    ["GET", "/login", 200],
    ["POST", "/login", 403],
    ["GET", "/signup", 200],
    ["GET", "/confirm", 302],
    ["GET", "/resendcode", 302],
    ["GET", "/forgotPassword", 200],
    ["GET", "/confirmForgotPassword", 302],
    ["GET", "/changePassword", 302],
    ["GET", "/confirmUser", 400],
    ["GET", "/error", 400],
    ["GET", "/logout", 302],
    ["POST", "/oauth2/token", 400],
    ["GET", "/oauth2/token", 405],
    ["GET", "/oauth2/userInfo", 400],
    ["POST", "/oauth2/revoke", 400],
    ["PUT", "/login", 405],
    ["GET", "/nowhere", 404],
  ])("%s %s", async (method, path, expected) => {
    const { status, headers } = await domain.fetch(`${path}?${domain.query()}`, { method });
    expect(status).toBe(expected);
    expect(Object.fromEntries(headers)).toMatchObject(STANDARD);
  });
});

test("what the guide calls /oauth2/login is no page (documented once, as a slip for /login)", async () => {
  for (const path of ["/oauth2/login", "/.well-known/openid-configuration", "/.well-known/jwks.json"]) {
    expect((await domain.fetch(`${path}?${domain.query()}`)).status, path).toBe(404);
  }
});

test("a sign-in is answered without a body: 302, code and state in this order (recorded)", async () => {
  const { status, text, location } = await signInOnPages(domain, "ann", { changes: { state: "1 2/3" } });
  expect([status, text]).toEqual([302, ""]);
  expect(location).toMatch(/^https:\/\/app\.example\.com\/callback\?code=[\da-f-]{36}&state=1%202%2F3$/);
});

test.each(["csrf", "_csrf"])(
  "either branding takes the token of a form as %s, and any that agrees with the cookie (observed)",
  async (field) => {
    const token = "a-value-of-the-tools-own";
    for (const at of [domain, classic]) {
      const { status, location } = await at.fetch(`/login?${at.query()}`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", cookie: `XSRF-TOKEN=${token}` },
        body: new URLSearchParams({ [field]: token, username: "ann", password: PASSWORD }).toString(),
      });
      expect(status).toBe(302);
      expect(location).toMatch(/\?code=/);
    }
  },
);
