import { describe, expect, test } from "vitest";
import { refusal, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import { assertPreferredUsername, newUsername } from "./username-rules.ts";

const SUB = "64684428-c021-7049-51b0-d218e66ffecd";

describe("where the name is a name", () => {
  test("it is stored as typed", () => {
    expect(newUsername(samplePool(), "Alice", SUB)).toEqual({ username: "Alice", implied: {} });
  });

  test("it may look like an address while no alias does", () => {
    expect(newUsername(samplePool(), "a@example.com", SUB).username).toBe("a@example.com");
  });

  test("recorded: it may not look like an e-mail address beside an email alias", () => {
    const pool = samplePool({ AliasAttributes: ["email"] });
    expect(refusal(() => newUsername(pool, "a@example.com", SUB))).toBe(
      "InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.",
    );
  });

  test("assumed text: it may not look like a telephone number beside a phone_number alias", () => {
    const pool = samplePool({ AliasAttributes: ["phone_number"] });
    expect(refusal(() => newUsername(pool, "+15555550100", SUB))).toMatch(/phone number format/);
  });
});

describe("where an address is the name", () => {
  test("the sub is stored and the address becomes the attribute", () => {
    const pool = samplePool({ UsernameAttributes: ["email", "phone_number"] });
    expect(newUsername(pool, "a@example.com", SUB)).toEqual({ username: SUB, implied: { email: "a@example.com" } });
    expect(newUsername(pool, "+15555550100", SUB).implied).toEqual({ phone_number: "+15555550100" });
  });

  test.each([
    [["email"] as const, "Username should be an email."],
    [["phone_number"] as const, "Username should be a phone number."],
    [["email", "phone_number"] as const, "Username should be either an email or a phone number."],
  ])("quoted by third parties: %s refuses a plain name", (attributes, text) => {
    const pool = samplePool({ UsernameAttributes: [...attributes] });
    expect(refusal(() => newUsername(pool, "alice", SUB))).toBe(`InvalidParameterException: ${text}`);
  });
});

describe("a preferred name", () => {
  const pool = samplePool({ AliasAttributes: ["email", "preferred_username"] });

  test("recorded: where it is an alias it may not look like another alias", () => {
    expect(refusal(() => assertPreferredUsername(pool, "shared@example.com"))).toBe(
      "InvalidParameterException: Username cannot be of email format, since user pool is configured for email alias.",
    );
  });

  test("assumed: where it is an alias it follows the rules of user names", () => {
    expect(refusal(() => assertPreferredUsername(pool, "two words"))).toMatch(/preferred_username/);
    expect(refusal(() => assertPreferredUsername(pool, "a".repeat(129)))).toMatch(/preferred_username/);
  });

  test("where it is none it is free", () => {
    expect(() => assertPreferredUsername(samplePool(), "Two Words <x@y>")).not.toThrow();
  });
});
