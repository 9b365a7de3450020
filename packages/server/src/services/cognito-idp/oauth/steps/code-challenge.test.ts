import { describe, expect, test } from "vitest";
import { CALLBACK, type Parameters } from "../../../../../test/cognito-idp/login-domain.ts";
import { loginDomainOfFile } from "../../../../../test/cognito-idp/login-domain-of-file.ts";

const domain = await loginDomainOfFile();

const code_challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

describe("a code challenge comes with the method S256, and the method with a challenge", () => {
  const refusal = async (changes: Parameters) => {
    const { location } = await domain.authorize(changes);
    return location.startsWith(`${CALLBACK}?`) ? new URL(location).searchParams.get("error_description") : location;
  };

  test("both pass, and so does neither", async () => {
    expect(await refusal({ code_challenge, code_challenge_method: "S256" })).toMatch(/\/login\?/);
    expect(await refusal({})).toMatch(/\/login\?/);
  });

  test("a challenge without a method is refused (documented)", async () => {
    expect(await refusal({ code_challenge })).toBe("code_challenge_method must be S256");
  });

  test("a method without a challenge is refused (documented)", async () => {
    expect(await refusal({ code_challenge_method: "S256" })).toBe("code_challenge is missing");
  });

  test.each(["plain", "s256", "S512"])("the method %s is refused (documented)", async (code_challenge_method) => {
    expect(await refusal({ code_challenge, code_challenge_method })).toBe("code_challenge_method must be S256");
  });

  test.each(["short", "x".repeat(129), `${code_challenge}=`, `${code_challenge}\n`, "日".repeat(43)])(
    "the challenge %j is refused (RFC 7636, 4.2)",
    async (wrong) => {
      expect(await refusal({ code_challenge: wrong, code_challenge_method: "S256" })).toBe(
        "code_challenge has a wrong form",
      );
    },
  );
});
