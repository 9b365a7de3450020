/** Draws that a seed repeats. For choosing what a test does, never for secrets. */
export interface SeededRandom {
  /** A whole number, `0 <= value < limit`. */
  below(limit: number): number;
  /** @throws RangeError for an empty list */
  pick<T>(list: readonly T[]): T;
  /** Another source, which draws independently of this one. */
  fork(): SeededRandom;
}

/** Mulberry32: four lines of arithmetic, good enough to vary a test. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (list) => {
      const [chosen] = list.slice(below(list.length));
      if (chosen === undefined) throw new RangeError("There is nothing to pick from");
      return chosen;
    },
    fork: () => seededRandom(below(2 ** 32)),
  };
}

/** A password that meets the usual policy. */
export const newPassword = (random: SeededRandom): string => `Crash-round-${random.below(1e9)}`;
