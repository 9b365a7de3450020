/** The middle value; the mean of the two middle ones where there is no single one. @throws Error for no values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const half = sorted.length >> 1;
  const [upper, lower] = [sorted[half], sorted[half - 1]];
  if (upper === undefined) throw new Error("There is no median of nothing");
  return sorted.length % 2 === 1 || lower === undefined ? upper : (upper + lower) / 2;
}

/** A comparison: the median of the rounds' ratios, with the smallest and the largest of them. */
export interface Ratio {
  value: number;
  least: number;
  most: number;
}

/**
 * The ratio of two things that were measured in the same rounds, so that a moment in which the machine was busy with something else weighs
 * on both.
 *
 * @param measured one value a round
 * @param reference the other side's value of the same rounds
 */
export function ratio(measured: readonly number[], reference: readonly number[]): Ratio {
  const ratios = measured.map((value, round) => value / (reference[round] ?? Number.NaN));
  return { value: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}

/**
 * The ratio of processor times, by the least disturbed round of each side. Work beside ours takes caches and so adds to the processor time of
 * whatever runs, to that of a large program more than to that of pure arithmetic; it never takes any away.
 */
export function leastRatio(measured: readonly number[], reference: readonly number[]): Ratio {
  return { ...ratio(measured, reference), value: Math.min(...measured) / Math.min(...reference) };
}

/** Each value once, in a random order. */
export function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ value }) => value);
}
