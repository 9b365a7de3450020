import { expect, test } from "vitest";
import { anyText } from "../../../../test/any-text.ts";
import fc from "../../../../test/property.ts";
import { prefixEnd } from "./prefix-end.ts";

/** The order of databases: bytes of UTF-8, which is that of code points. */
const compare = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
const inRange = (prefix: string, text: string) => {
  const end = prefixEnd(prefix);
  return compare(text, prefix) >= 0 && (end === undefined || compare(text, end) < 0);
};
const text = () => anyText().map((value) => value.toWellFormed());

test.each([
  ["a", "b"],
  ["az", "a{"],
  ["\ud7ff", "\ue000"],
  ["a\u{10ffff}", "b"],
  ["", undefined],
  ["\u{10ffff}\u{10ffff}", undefined],
])("after everything that begins with %j comes %j", (prefix, end) => {
  expect(prefixEnd(prefix)).toBe(end);
});

test("whatever the prefix, the range holds what begins with it and nothing else", () => {
  fc.assert(
    fc.property(text(), text(), (prefix, value) => {
      expect(inRange(prefix, prefix + value)).toBe(true);
      expect(inRange(prefix, value)).toBe(value.startsWith(prefix));
    }),
  );
  const close = fc.string({
    unit: fc.constantFrom("a", "b", "\ud7ff", "\ue000", "\u{10ffff}", "\uffff"),
    maxLength: 4,
  });
  fc.assert(
    fc.property(close, close, (prefix, value) => {
      expect(inRange(prefix, value)).toBe(value.startsWith(prefix));
    }),
    { numRuns: 1000 },
  );
});
