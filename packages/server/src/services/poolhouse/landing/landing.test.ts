import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

let server: Poolhouse;
let domain: LoginDomain;
let ask: (path: string, cookie?: string) => Promise<Response>;

beforeAll(async () => {
  server = await startTestServer();
  domain = await openLoginDomain(server, { client: { GenerateSecret: true } });
  await domain.pool.addUser("jane");
  const fetch = inProcessFetch(server.handle);
  ask = (path, cookie) => fetch(path, cookie === undefined ? {} : { headers: { cookie } });
});
afterAll(() => server.close());

/** Begins at the start page's link. */
async function launch(clientId: string): Promise<{ cookie: string; query: URLSearchParams; location: string }> {
  const answer = await ask(`/_poolhouse/launch/${clientId}`);
  const [cookie = ""] = (answer.headers.get("set-cookie") ?? "").split(";");
  const location = answer.headers.get("location") ?? "";
  return { cookie, location, query: new URL(location).searchParams };
}

/** Signs in where the launch led, and gives the path and query that the browser lands on. */
async function landedOn(query: URLSearchParams): Promise<string> {
  const { location } = await signInOnPages(domain, "jane", { changes: Object.fromEntries(query) });
  const { pathname, search } = new URL(location);
  return `${pathname}${search}`;
}

test("the start page offers the login of a client that has login pages, and of no other", async () => {
  const plain = await domain.pool.addClient();
  const page = await (await ask("/")).text();
  expect(page).toContain(`href="/_poolhouse/launch/${domain.pool.main.clientId}"`);
  expect(page).not.toContain(`href="/_poolhouse/launch/${plain.clientId}"`);
});

test("a launch goes to the authorize endpoint with state and code challenge, and binds the browser", async () => {
  const { location, query, cookie } = await launch(domain.pool.main.clientId);
  expect(location).toMatch(new RegExp(`/_auth/${domain.prefix}/oauth2/authorize\\?`));
  expect(query.get("redirect_uri")).toMatch(/\/_poolhouse\/landing$/);
  expect(query.get("code_challenge_method")).toBe("S256");
  expect(query.get("code_challenge")).toHaveLength(43);
  expect(cookie).toContain(query.get("state"));
});

test("a login lands with its tokens and their claims, a client's secret never among them", async () => {
  const { cookie, query } = await launch(domain.pool.main.clientId);
  const answer = await ask(await landedOn(query), cookie);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  for (const shown of ["id_token", "access_token", "refresh_token", "cognito:username", "jane@example.com"]) {
    expect(text).toContain(shown);
  }
  expect(text).not.toContain(domain.pool.main.secret);
});

test("a code that another browser's login brought is not redeemed", async () => {
  const { query } = await launch(domain.pool.main.clientId);
  const { cookie: other } = await launch(domain.pool.main.clientId);
  const landing = await landedOn(query);
  for (const cookie of [undefined, other]) {
    const answer = await ask(landing, cookie);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain("access_token");
  }
});

test("a reload says that a code holds once", async () => {
  const { cookie, query } = await launch(domain.pool.main.clientId);
  const landing = await landedOn(query);
  await ask(landing, cookie);
  const text = await (await ask(landing, cookie)).text();
  expect(text).toContain("The code was not taken");
  expect(text).toContain("invalid_grant");
});

test("what comes in the address is shown as text", async () => {
  const text = await (
    await ask("/_poolhouse/landing?error=%3Cscript%3E&error_description=%22%3E%3Cimg%20src=x%3E")
  ).text();
  expect(text).toContain("&lt;script&gt;");
  expect(text).not.toContain("<img src=x>");
});

test("a client without login pages has nothing to launch", async () => {
  const plain = await domain.pool.addClient();
  for (const id of [plain.clientId, "nobody"]) {
    expect((await ask(`/_poolhouse/launch/${id}`)).status).toBe(404);
  }
});

test("production has no landing page, and no client takes its address for a callback", async () => {
  const credentials = JSON.stringify([
    { accessKeyId: "AKID", secretAccessKey: "long-enough-secret", account: "000000000000" },
  ]);
  const production = await startTestServer({
    flags: { production: true, credentials, publicUrl: "https://auth.example.com", adminToken: "administrator-token" },
  });
  try {
    const fetch = inProcessFetch(production.handle);
    const answer = await fetch("/_poolhouse/landing?code=x", {
      headers: { authorization: "Bearer administrator-token" },
    });
    expect(answer.status).toBe(403);
  } finally {
    await production.close();
  }
});
