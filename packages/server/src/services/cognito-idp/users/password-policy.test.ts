import { describe, expect, test } from "vitest";
import { anyText } from "../../../../test/any-text.ts";
import { samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import fc from "../../../../test/property.ts";
import { failedPasswordRule } from "./password-policy.ts";

const strict = samplePool().settings.passwordPolicy;
const lax = samplePool({ Policies: { PasswordPolicy: { MinimumLength: 6 } } }).settings.passwordPolicy;

test.each([
  ["short", "Password not long enough"],
  ["lowercase1!", "Password must have uppercase characters"],
  ["UPPERCASE1!", "Password must have lowercase characters"],
  ["NoNumbers!", "Password must have numeric characters"],
  ["NoSymbols1", "Password must have symbol characters"],
  ["Passw0rd!", undefined],
])("recorded or quoted: %s fails with %s", (password, rule) => {
  expect(failedPasswordRule(password, strict)).toBe(rule);
});

test("recorded: length is told first", () => {
  expect(failedPasswordRule("", strict)).toBe("Password not long enough");
});

describe("documented", () => {
  test("every symbol of the guide's list counts", () => {
    for (const symbol of "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-") {
      expect(failedPasswordRule(`Passw0rd${symbol}`, strict), symbol).toBeUndefined();
    }
  });

  test("a space counts as a symbol inside a password, not at its ends", () => {
    expect(failedPasswordRule("Pass w0rd", strict)).toBeUndefined();
    expect(failedPasswordRule(" Passw0rd ", strict)).toBe("Password must have symbol characters");
  });

  test("letters and digits of other scripts fulfil no rule", () => {
    expect(failedPasswordRule("ÄÖÜpassw0rd!", strict)).toBe("Password must have uppercase characters");
    expect(failedPasswordRule("Password٣٣!", strict)).toBe("Password must have numeric characters");
    expect(failedPasswordRule("Passw0rd€", strict)).toBe("Password must have symbol characters");
  });
});

test("assumed: length counts code points", () => {
  expect(failedPasswordRule("😀😀😀😀😀", lax)).toBe("Password not long enough");
  expect(failedPasswordRule("😀😀😀😀😀😀", lax)).toBeUndefined();
});

test("a policy that asks for nothing but length is met by length", () => {
  fc.assert(
    fc.property(anyText(), (password) => {
      expect(failedPasswordRule(password, lax) === undefined).toBe(Array.from(password).length >= 6);
    }),
  );
});
