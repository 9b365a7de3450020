import { describe, expect, test } from "vitest";
import { CALLBACK, openLoginDomain } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { signInOnPages } from "../../../../test/cognito-idp/page-sign-in.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });
const { server } = domain;

const form = (body: string, cookie = "") => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded", cookie },
  body,
});

describe("without a session", () => {
  test("the browser goes to the login page with the query as it was sent: order, encoding, unknown parameters (recorded)", async () => {
    const query = `scope=&state=a%20b+c%2f&extra=1&redirect_uri=${encodeURIComponent(CALLBACK)}&client_id=${domain.pool.main.clientId}&response_type=code`;
    const { status, location, headers } = await domain.fetch(`/oauth2/authorize?${query}`);
    expect(status).toBe(302);
    expect(location).toBe(`${domain.base}/login?${query}`);
    expect(headers.get("cache-control")).toContain("no-store");
  });

  test("pages of a domain with a host of its own are at its root, and the Host header has no say (recorded: /login)", async () => {
    const send = inProcessFetch(server.handle);
    const response = await send(`http://${domain.prefix}.auth.localhost/oauth2/authorize?${domain.query()}`);
    expect(response.headers.get("location")).toBe(`/login?${domain.query()}`);
  });
});

describe("by POST", () => {
  test("Cognito takes none (documented: GET only)", async () => {
    const { status, headers } = await domain.fetch("/oauth2/authorize", form(domain.query()));
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("GET, HEAD");
  });

  test("where the profile has it, the form counts and the query does not (OpenID Connect Core, 3.1.2.1)", async () => {
    const there = await startTestServer({ flags: { oauthFeatures: "post-authorize=on" } });
    try {
      const at = await openLoginDomain(there);
      await at.pool.addUser("ann");
      const asked = await at.fetch("/oauth2/authorize?state=other", form(at.query()));
      expect(asked.location).toBe(`${at.base}/login?${new URLSearchParams(at.query())}`);
      const { cookie } = await signInOnPages(at, "ann");
      const granted = await at.fetch("/oauth2/authorize", form(at.query(), cookie));
      expect(granted.location).toMatch(/^https:\/\/app\.example\.com\/callback\?code=[\da-f-]{36}&state=xyz$/);
      const json = await at.fetch("/oauth2/authorize", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      expect(json.status).toBe(400);
    } finally {
      await there.close();
    }
  });
});
