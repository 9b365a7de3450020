import { expect, test } from "vitest";
import { contentSecurity } from "./content-security.ts";

const formAction = (redirectUri: string, boundFormTokens: boolean) =>
  /form-action ([^;]*)/.exec(contentSecurity({ redirectUri }, { boundFormTokens }))?.[1];

test.each([
  ["https://app.example.com/callback?x=1", "'self' https://app.example.com https:", "'self' https://app.example.com"],
  [
    "http://localhost:3000/callback",
    "'self' http://localhost:3000 http://localhost:* http://127.0.0.1:* https:",
    "'self' http://localhost:3000",
  ],
  ["myapp://callback", "'self' myapp: https:", "'self' myapp:"],
  ["com.example.app:/callback", "'self' com.example.app: https:", "'self' com.example.app:"],
  ["http://[::1]:3000/", "'self' http: http://localhost:* http://127.0.0.1:* https:", "'self' http:"],
])("forms may end where the answer goes: %s", (uri, usual, strict) => {
  expect(formAction(uri, false)).toBe(usual);
  expect(formAction(uri, true)).toBe(strict);
});

test("forms of pages that lead nowhere end here", () => {
  expect(contentSecurity(undefined, { boundFormTokens: false })).toContain("form-action 'self';");
});
