import { describe, expect, test } from "vitest";
import { anyText } from "../../../../test/any-text.ts";
import fc from "../../../../test/property.ts";
import { isEmail, isPhoneNumber } from "./contact-formats.ts";

describe("e-mail addresses", () => {
  test.each([
    "a@example.com",
    "first.last+tag@sub.example.co.uk",
    "o'neill@example.com",
    "jörg@münchen.de",
    "me@localhost",
  ])("assumed: %s is one", (text) => expect(isEmail(text)).toBe(true));

  test.each([
    "plain",
    "@example.com",
    "a@",
    "a b@example.com",
    "a@example..com",
    "a@-example.com",
    "a@b@example.com",
    "a@example.com\r\nBcc: x@y.z",
    "<a@example.com>",
    'a"@example.com',
    "a@example.com,b@example.com",
    `${"a".repeat(320)}@example.com`,
  ])("%j is none", (text) => expect(isEmail(text)).toBe(false));

  test("nothing that could break out of a mail header is one", () => {
    fc.assert(
      fc.property(anyText(), fc.constantFrom("\r", "\n", ",", ";", "<", ">", " ", "\0"), (text, bad) => {
        expect(isEmail(`${text}${bad}@example.com`)).toBe(false);
        expect(isEmail(`a@example.com${bad}${text}`)).toBe(false);
      }),
    );
  });
});

describe("telephone numbers", () => {
  test("documented: a plus sign, then digits only", () => {
    expect(isPhoneNumber("+14325551212")).toBe(true);
    for (const text of ["14325551212", "+1 432 555 1212", "+1(432)5551212", "+", "+1234567890123456", "+12345\n"]) {
      expect(isPhoneNumber(text), text).toBe(false);
    }
  });
});
