import { describe, expect, test } from "vitest";
import { CALLBACK } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

describe("resource is a URL: https, http to localhost, or a scheme of an app's own", () => {
  test.each([
    "https://api.example.com",
    "https://api.example.com/v1?x=y",
    "http://localhost",
    "http://localhost:3000/mcp",
    "myapp://api",
    "",
  ])("passes: %j (documented)", async (resource) => {
    expect((await domain.authorize({ resource })).location).toMatch(/\/login\?/);
  });

  test.each([
    "api.example.com",
    "http://api.example.com",
    "http://localhost.evil.example",
    "http://localhost@evil.example",
    "https://",
    "https://api.example.com/#fragment",
    "https://a b",
    "javascript:alert(1)",
    "https://a\u0000b",
    "https://api.example.com/\u0000",
    "myapp://\u0000",
    `https://${"x".repeat(2_100)}`,
  ])("refuses %j (documented: the rule)", async (resource) => {
    const { location } = await domain.authorize({ resource });
    expect(location).toBe(`${CALLBACK}?error_description=invalid_target&state=xyz&error=invalid_request`);
  });
});
