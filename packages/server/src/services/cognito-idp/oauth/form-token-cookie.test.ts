import { describe, expect, test } from "vitest";
import type { Answer } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { PASSWORD } from "../../../../test/cognito-idp/pool-in-use.ts";
import { createLoginBrowser } from "../../../../test/login/browser.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;

const tokensOf = ({ headers }: Answer) => headers.getSetCookie().filter((line) => line.startsWith("XSRF-TOKEN="));
const OWN = "8d9e0a5c-1111-4222-8333-444455556666";

describe("XSRF-TOKEN", () => {
  test.each([
    ["POST", "/oauth2/token", 400],
    ["GET", "/oauth2/token", 405],
    ["GET", "/oauth2/userInfo", 400],
    ["POST", "/oauth2/revoke", 400],
    ["OPTIONS", "/oauth2/token", 200],
    ["OPTIONS", "/login", 403],
    ["GET", "/oauth2/authorize?client_id=x", 302],
    ["GET", "/logout", 302],
    ["GET", "/login?client_id=x", 302],
    ["GET", "/error", 400],
    ["GET", "/confirmUser", 400],
    ["HEAD", "/confirmUser", 405],
    ["GET", "/no-such-page", 404],
  ])(
    "comes with every answer of the domain, once (recorded: the token endpoint): %s %s",
    async (method, path, status) => {
      const answer = await domain.fetch(path, { method });
      expect([answer.status, tokensOf(answer).length]).toEqual([status, 1]);
      expect(tokensOf(answer)[0]).toMatch(
        new RegExp(
          `^XSRF-TOKEN=[\\da-f]{8}-[\\da-f]{4}-4[\\da-f]{3}-[89ab][\\da-f]{3}-[\\da-f]{12}; Path=${domain.base}/; HttpOnly; SameSite=Lax$`,
        ),
      );
    },
  );

  test("is the browser's own where it has one, so that open pages go on working", async () => {
    for (const path of ["/oauth2/token", "/oauth2/userInfo", "/no-such-page", "/error"]) {
      const answer = await domain.fetch(path, { headers: { cookie: `XSRF-TOKEN=${OWN}` } });
      expect(tokensOf(answer)[0]).toContain(`XSRF-TOKEN=${OWN};`);
    }
    const browser = createLoginBrowser(server);
    await browser.open(`${domain.base}/oauth2/authorize?${domain.query()}`);
    const form = browser.page();
    const first = browser.cookie("XSRF-TOKEN", `${domain.base}/login`);
    await domain.fetch("/oauth2/userInfo", { headers: { cookie: `XSRF-TOKEN=${first}` } });
    expect(form.forms[0]?.values.csrf).toBe(first);
    expect((await browser.submit({ username: "ann", password: PASSWORD })).left).toBe(true);
  });

  test("is no value that somebody else put there", async () => {
    const answer = await domain.fetch("/oauth2/userInfo", { headers: { cookie: "XSRF-TOKEN=<script>" } });
    expect(tokensOf(answer)[0]).not.toContain("script");
  });

  test("does not come with files, which caches share, nor where there is no domain", async () => {
    const { text } = await domain.fetch(`/login?${domain.query()}`);
    const [, file = ""] = /href="([^"]*\.css)"/.exec(text) ?? [];
    const answer = await domain.fetch(file.slice(domain.base.length));
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
    const nowhere = await domain.fetch("/../no-such-domain/login");
    expect([nowhere.status, nowhere.headers.getSetCookie()]).toEqual([404, []]);
  });
});
