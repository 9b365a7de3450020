import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let domain: LoginDomain;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, {
    pool: { VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK" } },
  });
});
afterAll(() => server.close());

/** The link of the newest mail, as the domain's own. */
async function linkOf(username: string): Promise<string> {
  const [message] = await server.mailbox.messages({ username, poolId: domain.pool.poolId });
  return `/confirmUser${new URL(message?.link ?? "").search}`;
}

test("the link confirms on the pool's own domain too (observed, eight third parties: its parameters)", async () => {
  await domain.pool.signUp("ann");
  const page = await domain.fetch(await linkOf("ann"));
  expect(page.status).toBe(200);
  expect(page.text).toContain("<h1>Your address is confirmed</h1>");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  expect((await domain.pool.signIn("ann")).accessToken).not.toBe("");
});

test("a program that only looks does not use it up", async () => {
  await domain.pool.signUp("bob");
  const link = await linkOf("bob");
  expect((await domain.fetch(link, { method: "HEAD" })).status).toBe(405);
  expect((await domain.fetch(link)).status).toBe(200);
});

test("a client of another pool has no links here", async () => {
  const other = await openLoginDomain(server);
  await domain.pool.signUp("cid");
  const page = await other.fetch(await linkOf("cid"));
  expect(page.status).toBe(400);
  expect(page.text).toContain("<h1>This link does not work</h1>");
  expect((await domain.fetch(await linkOf("cid"))).status).toBe(200);
});
