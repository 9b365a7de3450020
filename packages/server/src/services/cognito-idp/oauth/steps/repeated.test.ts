import { describe, expect, test } from "vitest";
import { CALLBACK } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("no parameter comes twice", () => {
  test.each(["scope", "nonce", "code_challenge", "prompt", "max_age", "resource", "login_hint", "response_type"])(
    "%s twice is refused at the redirect URI (assumed)",
    async (name) => {
      const value = name === "response_type" ? "code" : "openid";
      const { location } = await domain.authorize({ [name]: [value, value] });
      expect(location).toBe(
        `${CALLBACK}?error_description=${name}%20comes%20more%20than%20once&state=xyz&error=invalid_request`,
      );
    },
  );

  test("what has no meaning here may come as often as it likes", async () => {
    expect((await domain.authorize({ utm_source: ["a", "b"] })).location).toMatch(/\/login\?/);
  });
});
