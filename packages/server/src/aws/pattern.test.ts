import { describe, expect, test } from "vitest";
import fc from "../../test/property.ts";
import { loadModel } from "../models/index.ts";
import type { PatternModel } from "../models/service-model.ts";
import { patternTest } from "./pattern.ts";

/** The naive meaning of an `around` pattern, as the regular expression it was made from. */
function naive(literals: readonly string[], gaps: readonly number[]): RegExp {
  const filler = (gap: number | undefined) => `[ab{}#]${gap === 1 ? "+" : "*"}`;
  const body = literals.map((literal, index) => literal.replace(/[{}]/g, "\\$&") + filler(gaps[index + 1])).join("");
  return new RegExp(`^${filler(gaps[0])}${body}$`, "u");
}

describe("a pattern of literals with fillers around them", () => {
  test("agrees with the regular expression it stands for", () => {
    const literal = fc.constantFrom("{##", "##}", "{####}", "a", "#");
    const gap = fc.constantFrom(0, 1);
    const value = fc.array(fc.constantFrom("a", "b", "#", "##", "{", "}", "{##", "##}", "{####}", " "), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.array(literal, { minLength: 1, maxLength: 3 }),
        fc.array(gap, { minLength: 4, maxLength: 4 }),
        value,
        (literals, drawn, parts) => {
          const gaps = drawn.slice(0, literals.length + 1);
          const matches = patternTest({ text: "", around: { outside: "[^ab{}#]", literals, gaps } });
          const text = parts.join("");
          expect(matches(text)).toBe(naive(literals, gaps).test(text));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("keeps an overlap of two literals apart", () => {
    const matches = patternTest({ text: "", around: { outside: "[^{}#]", literals: ["{##", "##}"], gaps: [0, 0, 0] } });
    expect(matches("{####}")).toBe(true);
    expect(matches("{###}")).toBe(false);
  });
});

test("a regular expression is used as it is", () => {
  const matches = patternTest({ text: "[0-9]+", regex: "^(?:[0-9]+)$" });
  expect(matches("123")).toBe(true);
  expect(matches("12\n")).toBe(false);
});

test("no value is too long to be judged", () => {
  const patterns = new Map<string, PatternModel>();
  for (const shape of Object.values(loadModel("cognito-idp").shapes)) {
    if (shape.type === "string" && shape.pattern !== undefined) patterns.set(shape.pattern.text, shape.pattern);
  }
  const long = [`${"😀".repeat(5_000_000)}\u0000`, `${"_0".repeat(5_000_000)}\u0000`];
  for (const pattern of patterns.values()) {
    const matches = patternTest(pattern);
    for (const value of long) expect(matches(value)).toBeTypeOf("boolean");
  }
});
