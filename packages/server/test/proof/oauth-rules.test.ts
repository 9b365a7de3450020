import { expect, test } from "vitest";
import { codeFor, post, redeem, tokensOf } from "../cognito-idp/granted.ts";
import { encodeParameters } from "../cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../cognito-idp/login-domain-of-file.ts";
import { claimsOf } from "../cognito-idp/pool-in-use.ts";

/** Rules of the standards that no part of the service has for its own (docs/reference/oauth-rules.md). */
const domain = await loginDomainOfFile({ users: ["ann"] });

test("a refresh with a scope gives no more than was granted (RFC 6749, 6)", async () => {
  const code = await codeFor(domain, "ann", { scope: "openid" });
  const { refresh_token } = tokensOf(await redeem(domain, code));
  const { clientId: client_id } = domain.pool.main;
  for (const scope of ["openid email", "aws.cognito.signin.user.admin"]) {
    const parameters = { grant_type: "refresh_token", refresh_token, client_id, scope };
    const { access_token } = tokensOf(await post(domain, "/oauth2/token", parameters));
    expect(claimsOf(access_token).scope).toBe("openid");
  }
});

test("a page of another origin may revoke its own token, and reads the answer (RFC 7009, 2.3)", async () => {
  const origin = "https://spa.example.com";
  const { refresh_token: token } = tokensOf(await redeem(domain, await codeFor(domain, "ann")));
  const { clientId: client_id } = domain.pool.main;
  const preflight = await domain.fetch("/oauth2/revoke", {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" },
  });
  expect(preflight.status).toBe(200);
  expect(preflight.headers.get("access-control-allow-headers")?.toLowerCase()).toContain("authorization");
  const { status, headers } = await post(domain, "/oauth2/revoke", { token, client_id }, { origin });
  expect([status, headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  const refused = await post(domain, "/oauth2/token", { grant_type: "refresh_token", refresh_token: token, client_id });
  expect([refused.status, JSON.parse(refused.text)]).toEqual([400, { error: "invalid_grant" }]);
});

test("a script of another origin reads nothing of the authorization endpoint and the pages (RFC 9700, 2.6)", async () => {
  const origin = "https://attacker.example.com";
  const query = domain.query();
  for (const path of ["/oauth2/authorize", "/login", "/signup", "/forgotPassword", "/logout"]) {
    for (const [method, headers] of [
      ["GET", { origin }],
      ["POST", { origin, "content-type": "application/x-www-form-urlencoded" }],
      ["OPTIONS", { origin, "access-control-request-method": "GET" }],
    ] as const) {
      const body = method === "POST" ? { body: encodeParameters({ username: "ann", password: "x" }) } : {};
      const answer = await domain.fetch(`${path}?${query}`, { method, headers, ...body });
      expect([path, method, answer.headers.get("access-control-allow-origin")]).toEqual([path, method, null]);
      expect(answer.headers.has("access-control-allow-credentials")).toBe(false);
    }
  }
});
