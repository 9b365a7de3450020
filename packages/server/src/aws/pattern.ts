import type { AroundModel, PatternModel } from "../models/service-model.ts";

/**
 * Regular expressions are not asked about longer values, which then do not match: some take a place on the matcher's stack for each
 * character. What matches one of them is much shorter (ARNs, host names, ids).
 */
const longest = 100_000;

/**
 * A test whether a whole value matches a model's pattern, prepared at its first use and linear in the value's length whatever the value.
 */
export function patternTest(pattern: PatternModel): (value: string) => boolean {
  let test: ((value: string) => boolean) | undefined;
  return (value) => {
    test ??= prepared(pattern);
    return test(value);
  };
}

function prepared({ text, regex, around }: PatternModel): (value: string) => boolean {
  if (around !== undefined) return aroundTest(around);
  const compiled = new RegExp(regex ?? `^(?:${text})$`, "u");
  return (value) => value.length <= longest && compiled.test(value);
}

/**
 * Taking each literal at its earliest place is enough: all the gaps take the same characters, so an earlier place leaves the rest more room.
 */
function aroundTest({ outside, literals, gaps }: AroundModel): (value: string) => boolean {
  const outsider = outside === undefined ? undefined : new RegExp(outside, "u");
  return (value) => {
    let at = gaps[0] ?? 0;
    for (const [index, literal] of literals.entries()) {
      const found = value.indexOf(literal, at);
      if (found < 0) return false;
      at = found + literal.length + (gaps[index + 1] ?? 0);
    }
    return at <= value.length && outsider?.test(value) !== true;
  };
}
