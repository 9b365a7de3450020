import { CreateUserPoolDomainCommand } from "@aws-sdk/client-cognito-identity-provider";
import { describe, expect, test } from "vitest";
import { codeFor, post } from "../../../../test/cognito-idp/granted.ts";
import { CALLBACK } from "../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../test/cognito-idp/login-domain-of-file.ts";
import { inProcessFetch } from "../../../http/in-process.ts";

const domain = await loginDomainOfFile({ users: ["ann"] });

describe("the paths without /oauth2", () => {
  test("/authorize is /oauth2/authorize (amazon-cognito-auth-js#50: both work; the one that cognito-at-edge calls)", async () => {
    const { status, location } = await domain.fetch(`/authorize?${domain.query()}`);
    expect([status, location]).toEqual([302, `${domain.base}/login?${domain.query()}`]);
  });

  test("/token is /oauth2/token (assumed: applications in use call it)", async () => {
    const { clientId, secret } = domain.pool.main;
    const answer = await post(domain, "/token", {
      grant_type: "authorization_code",
      client_id: clientId,
      client_secret: secret,
      redirect_uri: CALLBACK,
      code: await codeFor(domain, "ann"),
    });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  });

  test("no other endpoint has one (assumed)", async () => {
    for (const path of ["/userInfo", "/revoke", "/introspect"]) {
      expect((await domain.fetch(path)).status, path).toBe(404);
    }
  });

  test("a custom domain has both as well", async () => {
    await domain.pool.sdk.send(
      new CreateUserPoolDomainCommand({
        UserPoolId: domain.pool.poolId,
        Domain: "auth.example.com",
        CustomDomainConfig: { CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/0123" },
      }),
    );
    const send = inProcessFetch(domain.server.handle);
    const authorize = await send(`https://auth.example.com/authorize?${domain.query()}`);
    expect([authorize.status, authorize.headers.get("location")]).toEqual([302, `/login?${domain.query()}`]);
    const token = await send("https://auth.example.com/token", { method: "POST", body: new URLSearchParams() });
    expect([token.status, await token.json()]).toEqual([400, { error: "invalid_request" }]);
  });
});
