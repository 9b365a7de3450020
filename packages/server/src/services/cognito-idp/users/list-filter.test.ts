import { describe, expect, test } from "vitest";
import { anyText } from "../../../../test/any-text.ts";
import { refusal } from "../../../../test/cognito-idp/sample-records.ts";
import fc from "../../../../test/property.ts";
import { parseListFilter } from "./list-filter.ts";
import { comparable, SEARCHABLE_ATTRIBUTES } from "./searchable.ts";

describe("documented", () => {
  test("one clause: a name, = or ^=, a quoted value", () => {
    expect(parseListFilter('email = "a@example.com"')).toEqual({
      attribute: "email",
      match: "equals",
      value: "a@example.com",
    });
    expect(parseListFilter('given_name ^= "Jo"')).toEqual({ attribute: "given_name", match: "prefix", value: "Jo" });
  });

  test("spaces around the operator may be left out, as the AWS CLI's example does", () => {
    expect(parseListFilter('email^="testuser"')?.match).toBe("prefix");
  });

  test("a quotation mark in the value follows a backslash", () => {
    expect(parseListFilter(String.raw`name = "say \"hi\""`)?.value).toBe('say "hi"');
  });

  test("an empty filter finds everyone", () => {
    expect(parseListFilter("")).toBeUndefined();
    expect(parseListFilter(undefined)).toBeUndefined();
  });

  test("the user's status is found in any letter case", () => {
    expect(parseListFilter('cognito:user_status = "confirmed"')?.value).toBe("CONFIRMED");
  });
});

describe("assumed", () => {
  test.each([
    "email",
    "email = a@example.com",
    'email == "a"',
    'email = "a',
    'email = a"',
    '= "a"',
    'email = "a" and name = "b"',
    'email = "a" junk',
    'email ~ "a"',
    'email = "unescaped " quote"',
    String.raw`email = "ends with \"`,
    "'email' = 'a'",
  ])("refuses %s", (filter) => {
    expect(refusal(() => parseListFilter(filter))).toBe("InvalidParameterException: Error while parsing filter.");
  });

  test.each(["custom:team", "nickname", "Email", "constructor", "__proto__"])("refuses the attribute %s", (name) => {
    expect(refusal(() => parseListFilter(`${name} = "a"`))).toBe(
      `InvalidParameterException: Invalid search attribute: ${name}`,
    );
  });

  test("takes a quoted name", () => {
    expect(parseListFilter('"email" = "a"')?.attribute).toBe("email");
  });
});

test("whatever the value, its quoted form reads back", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SEARCHABLE_ATTRIBUTES),
      fc.constantFrom("=", "^="),
      anyText(),
      (attribute, operator, value) => {
        const quoted = value.replace(/["\\]/gu, String.raw`\$&`);
        expect(parseListFilter(`${attribute} ${operator} "${quoted}"`)).toEqual({
          attribute,
          match: operator === "=" ? "equals" : "prefix",
          value: comparable(attribute, value),
        });
      },
    ),
  );
});

test("whatever the text, it is read or refused, never anything else", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('"', "\\", "=", "^", " ", "e", "\n", "é"), maxLength: 256 }),
      (text) => {
        try {
          parseListFilter(text);
        } catch (error) {
          expect(error).toMatchObject({ code: "InvalidParameterException" });
        }
      },
    ),
  );
});
