import { describe, expect, test } from "vitest";
import { CALLBACK, openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();

describe("prompt has known values, and none stands alone", () => {
  test.each(["login", "select_account", "consent", "login consent", "", "create"])("%j passes", async (prompt) => {
    expect((await domain.authorize({ prompt })).location).toMatch(/\/login\?/);
  });

  test.each(["none login", "login none", "none create"])(
    "%j is refused (OpenID Connect Core, 3.1.2.1)",
    async (prompt) => {
      const { location } = await domain.authorize({ prompt });
      expect(location).toMatch(/\?error_description=prompt%3Dnone%20goes%20with%20no%20other%20value&/);
    },
  );

  test("none without a session is told login_required (documented)", async () => {
    const { location } = await domain.authorize({ prompt: "none" });
    expect(location).toBe(`${CALLBACK}?error=login_required&state=xyz`);
  });

  test("a strict profile refuses an unknown value", async () => {
    const strict = await startTestServer({ flags: { oauthFeatures: "strict-requests=on" } });
    try {
      const there = await openLoginDomain(strict);
      expect((await there.authorize({ prompt: "create" })).location).toMatch(/prompt%20has%20an%20unknown%20value/);
    } finally {
      await strict.close();
    }
  });
});
