import { describe, expect, test } from "vitest";
import { expiredSessionCookie, loginSessionId, presentedSessionId, sessionCookie } from "./session-cookie.ts";

const VALUE = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN-_0";

describe("the cookie", () => {
  test("is for TLS only where it came by TLS (recorded: Secure)", () => {
    expect(sessionCookie(VALUE, 3600, { secure: true }, { base: "" })).toBe(
      `cognito=${VALUE}; Max-Age=3600; Path=/; Secure; HttpOnly; SameSite=Lax`,
    );
    expect(sessionCookie(VALUE, 3600, { secure: false }, { base: "" })).not.toContain("Secure");
  });

  test("belongs to one domain's path where several share a host", () => {
    expect(sessionCookie(VALUE, 3600, { secure: false }, { base: "/_auth/demo" })).toContain("; Path=/_auth/demo/;");
  });

  test("ends under the path that it was set for", () => {
    expect(expiredSessionCookie({ secure: true }, { base: "/_auth/demo" })).toBe(
      "cognito=; Max-Age=0; Path=/_auth/demo/; Secure; HttpOnly; SameSite=Lax",
    );
  });
});

describe("the session that a request names", () => {
  const named = (cookie?: string) => presentedSessionId({ headers: cookie === undefined ? {} : { cookie } });

  test("is found among other cookies, under the hash of its value", () => {
    for (const cookie of [`cognito=${VALUE}`, `a=b; cognito=${VALUE}; c=d`, `a=b;cognito=${VALUE}`]) {
      expect(named(cookie)).toBe(loginSessionId(VALUE));
    }
    expect(loginSessionId(VALUE)).not.toContain(VALUE);
  });

  test.each([
    undefined,
    "",
    "cognito",
    "cognito=",
    `xcognito=${VALUE}`,
    `COGNITO=${VALUE}`,
    `cognito="${VALUE}"`,
    `cognito=${VALUE}x`,
    `cognito=${VALUE}; cognito=${VALUE}`,
    `cognito=${VALUE}; cognito=other`,
  ])("is none for %j", (cookie) => expect(named(cookie)).toBeUndefined());
});
