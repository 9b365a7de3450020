import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LoginDomain, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { type ProofServer, proofDatabases } from "../../../../test/proof/proof-server.ts";
import { type Log, silentLog } from "../../../platform/log.ts";

/** What is in the database, and must be on no page. */
const DETAIL = "a-broken-record";

describe.each(proofDatabases)("what fails on a pool's domain, on $name", ({ start }) => {
  let server: ProofServer;
  let broken: LoginDomain;
  let logged: { fields: object; message: string | undefined }[] = [];

  beforeAll(async () => {
    const log: Log = { ...silentLog, child: () => log, error: (fields, message) => logged.push({ fields, message }) };
    server = await start({ overrides: { log } });
    broken = await openLoginDomain(server);
    const { clientId } = broken.pool.main;
    await server.tamper(`update app_clients set settings_json = '${DETAIL}' where id = '${clientId}'`);
  });
  afterAll(() => server.close());

  test.each([
    ["GET", "/login"],
    ["GET", "/signup"],
    ["GET", "/oauth2/authorize"],
    ["GET", "/logout"],
    ["POST", "/login"],
  ])("is our own error page, with 500 and no detail, and the log knows the request: %s %s", async (method, path) => {
    logged = [];
    const answer = await broken.fetch(`${path}?${broken.query()}`, { method });
    expect(answer.status).toBe(500);
    expect(answer.headers.get("content-type")).toBe("text/html;charset=UTF-8");
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(answer.text).toContain("<h1>An error was encountered with the requested page.</h1>");
    expect(answer.text).toContain("Something went wrong");
    expect(answer.text).not.toMatch(new RegExp(`${DETAIL}|JSON|SyntaxError|\\.ts:`));
    expect(logged).toEqual([
      {
        fields: { requestId: answer.headers.get("x-amz-cognito-request-id"), err: expect.any(SyntaxError) },
        message: "a login page failed",
      },
    ]);
  });

  test("has the language and the look of the domain where these can be read", async () => {
    const domain = await openLoginDomain(server);
    await domain.pool.addUser("ann");
    const { cookie } = await signInOnPages(domain, "ann");
    await server.tamper(`update users set attributes_json = '${DETAIL}' where pool_id = '${domain.pool.poolId}'`);
    const { status, text } = await domain.authorize({ response_type: "token", lang: "de" }, { headers: { cookie } });
    expect(status).toBe(500);
    expect(text).toContain('<html lang="de" dir="ltr" class="managed">');
    expect(text).not.toContain(DETAIL);
  });

  test("is told in their words to programs", async () => {
    const answer = await broken.fetch("/oauth2/token", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `grant_type=authorization_code&client_id=${broken.pool.main.clientId}&code=x`,
    });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([500, "application/json"]);
    expect(answer.text).not.toContain(DETAIL);
  });
});
