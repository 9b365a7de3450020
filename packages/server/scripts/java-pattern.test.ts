import { describe, expect, test } from "vitest";
import { patternTest } from "../src/aws/pattern.ts";
import { translateJavaPattern } from "./java-pattern.ts";

const matches = (pattern: string, value: string) => patternTest(translateJavaPattern(pattern))(value);

describe("a Java pattern", () => {
  // Each: pattern, a value that Java matches as a whole, one that it does not.
  test.each([
    ["[\\w+=/,.@-]+", "a-b@c", "a b"],
    ["[A-Za-z0-9-_=.]+", "a-_=.", "a+b"],
    ["[\\w\\- ]+", "a-b c", "a.b"],
    ["[\\S]+", "a\u00a0b\u2003c", "a\u000bb"],
    ["[\\s\\S]*", "any\n\u{1f600}thing", undefined],
    ["[^\\s]+", "ab", "a b"],
    ["(?s).*", "a\nb", undefined],
    ["(?s).*\\{x\\}(?s).*", "a\n{x}\nb", "a\nb"],
    [".(?s).", "a\n", "\na"],
    [".*", "ab", "a\nb"],
    [".", "\u{1f600}", "\u0085"],
    ["\\d{3}", "123", "١٢٣"],
    ["\\D+", "abc", "a1"],
    ["\\W", "-", "a"],
    ["[\\x21\\x23-\\x5B\\x5D-\\x7E]+", "!#[]", 'a"'],
    ["[\\p{L}\\p{M}]+", "e\u0301", "1"],
    ["[\\p{Alpha}-]+", "a-b", "ä"],
    ["^(terms-of-use|privacy-policy)$", "privacy-policy", "privacy-policy\n"],
    ["(?!x)[a-z]+", "abc", "xbc"],
    ["[a-z]{2}(-gov)?-[a-z]+-\\d{1}", "us-gov-east-1", "us-east-11"],
    ["^[0-9A-Za-z\\.\\-_]*(?<!\\.)$", "a.b", "a."],
    ["arn:\\b(aws|aws-cn)\\b:.+", "arn:aws:x", "arn:awsx:x"],
    ["[]a]+", "]a", "b"],
    ["\\u0041+", "AA", "B"],
    ["[\\p{L}]+", "äb", ""],
    ["[a-z]*", "", "A"],
  ])("%s", (pattern, good, bad) => {
    expect(matches(pattern, good)).toBe(true);
    if (bad !== undefined) expect(matches(pattern, bad)).toBe(false);
  });

  test("quotes AWS's own text", () => {
    expect(translateJavaPattern("[\\S]+").text).toBe("[\\S]+");
  });

  test.each(["[\\w+]*\\{####\\}[\\w+]*", "x.*", "[ab]+[ab]+"])(
    "%s stays a regular expression when it is no filler around literals",
    (pattern) => {
      expect(translateJavaPattern(pattern).regex).toBeDefined();
    },
  );

  test("fillers around literals become a linear form", () => {
    expect(translateJavaPattern("[\\w#{}]*\\{##[\\w#{}]+##\\}[\\w#{}]*")).toMatchObject({
      around: { literals: ["{##", "##}"], gaps: [0, 1, 0] },
    });
  });

  test.each(["a++", "[a&&b]", "[a[b]]", "\\Qab\\E", "\\p{IsGreek}", "(?i)a", "(?<name>a)", "[ab"])(
    "%s has no certain equivalent and is refused",
    (pattern) => {
      expect(() => translateJavaPattern(pattern)).toThrow();
    },
  );
});
