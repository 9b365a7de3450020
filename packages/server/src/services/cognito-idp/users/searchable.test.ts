import { expect, test } from "vitest";
import { anyText } from "../../../../test/any-text.ts";
import { sampleUser } from "../../../../test/cognito-idp/sample-records.ts";
import fc from "../../../../test/property.ts";
import { comparable, SEARCHABLE_ATTRIBUTES, searchableValues } from "./searchable.ts";

test("documented: the attributes that a user is found by, and no others", () => {
  const user = sampleUser({
    enabled: false,
    status: "FORCE_CHANGE_PASSWORD",
    attributes: { email: "a@example.com", nickname: "al", "custom:team": "red" },
  });
  expect(searchableValues(user)).toEqual([
    { attribute: "username", value: "alice" },
    { attribute: "sub", value: user.sub },
    { attribute: "status", value: "Disabled" },
    { attribute: "cognito:user_status", value: "FORCE_CHANGE_PASSWORD" },
    { attribute: "email", value: "a@example.com" },
  ]);
});

test("documented: the user's status compares without letter case, the name with it", () => {
  expect(comparable("cognito:user_status", "confirmed")).toBe(comparable("cognito:user_status", "CONFIRMED"));
  expect(comparable("username", "Alice")).not.toBe(comparable("username", "alice"));
});

test("a kept value can be stored and indexed by every database: well-formed, without NUL, at most 1,024 bytes", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SEARCHABLE_ATTRIBUTES),
      fc.array(fc.constantFrom("\0", "\ud800", "\udc00", "😀", "ß", "a"), { maxLength: 2000 }),
      (attribute, parts) => {
        const kept = comparable(attribute, parts.join(""));
        expect(kept.isWellFormed()).toBe(true);
        expect(kept).not.toContain("\0");
        expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(1024);
      },
    ),
  );
});

test("a kept value is kept unchanged", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SEARCHABLE_ATTRIBUTES), anyText(), (attribute, value) => {
      const kept = comparable(attribute, value);
      expect(comparable(attribute, kept)).toBe(kept);
    }),
  );
});
