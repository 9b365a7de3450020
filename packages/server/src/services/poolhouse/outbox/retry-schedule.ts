const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Waiting times after the first, second, … failed attempt; after the last one the message is given up. About four hours in all. */
const WAITS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 60 * MINUTE, 120 * MINUTE] as const;

/**
 * How long to wait before the next attempt, in milliseconds, or undefined when there shall be none.
 *
 * @param failures attempts that failed so far, at least 1
 */
export function waitAfter(failures: number): number | undefined {
  return WAITS[failures - 1];
}
