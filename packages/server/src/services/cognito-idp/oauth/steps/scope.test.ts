import { describe, expect, test } from "vitest";
import { CALLBACK, openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();

describe("every scope is the client's; without any, all of the client's are meant", () => {
  test.each(["openid", "openid email", "email openid openid", "aws.cognito.signin.user.admin", "", undefined, "  "])(
    "%j passes",
    async (scope) => expect((await domain.authorize({ scope })).location).toMatch(/\/login\?/),
  );

  test.each([
    ["an unknown one", "openid offline_access"],
    ["a known one that is not the client's", "openid phone"],
    ["other letters", "OPENID"],
    ["a list with commas", "openid,email"],
    ["a line", "openid\nemail"],
    ["email without openid", "email"],
  ])("%s is refused at the redirect URI (recorded)", async (_what, scope) => {
    const { status, location } = await domain.authorize({ scope });
    expect(status).toBe(302);
    expect(location).toBe(`${CALLBACK}?error_description=invalid_scope&state=xyz&error=invalid_request`);
  });

  test("the standard's form of the answer names the code in error (RFC 6749, 4.1.2.1)", async () => {
    const standard = await startTestServer({ flags: { oauthFeatures: "standard-errors=on" } });
    try {
      const there = await openLoginDomain(standard);
      const { location } = await there.authorize({ scope: "nosuch" });
      expect(location).toBe(`${CALLBACK}?error=invalid_scope&state=xyz`);
    } finally {
      await standard.close();
    }
  });
});
