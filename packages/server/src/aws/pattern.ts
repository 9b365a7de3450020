import type { AroundModel, PatternModel } from "../models/service-model.ts";

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
  if (around !== undefined) return (value) => matchesAround(around, value);
  const compiled = new RegExp(regex ?? `^(?:${text})$`, "u");
  return (value) => compiled.test(value);
}

const everyCache = new WeakMap<AroundModel, RegExp>();

/**
 * Taking each literal at its earliest place is enough: all the gaps take the same characters, so an earlier place leaves the rest more room.
 */
function matchesAround(around: AroundModel, value: string): boolean {
  let every = everyCache.get(around);
  if (every === undefined) {
    every = new RegExp(around.every, "u");
    everyCache.set(around, every);
  }
  let at = around.gaps[0] ?? 0;
  for (const [index, literal] of around.literals.entries()) {
    const found = value.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length + (around.gaps[index + 1] ?? 0);
  }
  return at <= value.length && every.test(value);
}
