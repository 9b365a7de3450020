import type { Limit } from "./limits.ts";

/** Failures of one subject. Times in milliseconds; zeros when there were none. */
export interface Failures {
  count: number;
  /** Of the latest failure. */
  since: number;
  blockedUntil: number;
}

export const NO_FAILURES: Failures = { count: 0, since: 0, blockedUntil: 0 };

const LONGEST_LOCK = 15 * 60_000;

/**
 * After `count` failures the subject is locked for one second, and for twice as long with each further one, up to about fifteen
 * minutes; as long a quiet forgets them (developer guide, "Lockout behavior").
 */
export function afterFailure(failures: Failures, limit: Limit, now: number): Failures {
  const forgotten = now - Math.max(failures.since, failures.blockedUntil) > limit.windowMs;
  const count = (forgotten ? 0 : failures.count) + 1;
  const lock = count < limit.count ? 0 : Math.min(1000 * 2 ** (count - limit.count), LONGEST_LOCK);
  // Not `now` where nothing is locked: an attempt that looked at the clock a moment earlier, and counts later, would be refused.
  return { count, since: now, blockedUntil: lock === 0 ? 0 : now + lock };
}

/** Whether an attempt at `now` is refused unseen. Such an attempt does not lengthen the lock. */
export function isLocked(failures: Failures, now: number): boolean {
  return now < failures.blockedUntil;
}
