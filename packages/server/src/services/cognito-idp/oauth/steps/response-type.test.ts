import { describe, expect, test } from "vitest";
import { CALLBACK, openLoginDomain } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";
import { startTestServer } from "../../../../../test/start-test-server.ts";

const domain = await loginDomainOfFile();

describe("response_type is code or token", () => {
  test("a missing one is told at the redirect URI (documented)", async () => {
    for (const response_type of [undefined, ""]) {
      const { status, location } = await domain.authorize({ response_type });
      expect(status).toBe(302);
      expect(location).toBe(
        `${CALLBACK}?error_description=response_type%20is%20missing&state=xyz&error=invalid_request`,
      );
    }
  });

  test.each(["id_token", "token id_token", "code token", "none", "CODE", "code ", "__proto__"])(
    "%j is refused (documented: code and token only)",
    async (response_type) => {
      const { location } = await domain.authorize({ response_type });
      expect(location).toBe(`${CALLBACK}?error_description=unsupported_response_type&state=xyz&error=invalid_request`);
    },
  );

  test("for token, errors stand in the fragment (recorded)", async () => {
    const { location } = await domain.authorize({ response_type: "token", scope: "nosuch" });
    expect(location).toBe(`${CALLBACK}#error_description=invalid_scope&state=xyz&error=invalid_request`);
  });

  test("token is refused where the profile has no implicit grant", async () => {
    const hardened = await startTestServer({ flags: { oauthFeatures: "implicit=off" } });
    try {
      const there = await openLoginDomain(hardened);
      const { location } = await there.authorize({ response_type: "token" });
      expect(location).toBe(`${CALLBACK}#error_description=unsupported_response_type&state=xyz&error=invalid_request`);
    } finally {
      await hardened.close();
    }
  });
});
