import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CALLBACK, type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser } from "../../../../test/login/browser.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;
beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, { managedLoginVersion: 1 });
  await domain.pool.addUser("ann");
});
afterAll(() => server.close());

test("signs in", async () => {
  const browser = createLoginBrowser(server);
  const page = await browser.open(`${domain.base}/oauth2/authorize?${domain.query()}`);
  console.log(page.status, page.text, [...page.headers]);
  const next = await browser.submit({ username: "ann", password: PASSWORD });
  console.log(next.status, next.url.href, next.text);
  expect(next.left).toBe(true);
});
