/** New names at once, and then for each second: far more than people and tests ask for, far less than a flood. */
const burst = 100;
const perSecond = 10;

/**
 * Bounds how many certificates are issued, since each costs some milliseconds of the one thread: a web page can open connections to
 * any number of names below localhost.
 *
 * @param now milliseconds since the epoch
 * @returns tells whether one more may be issued, and counts it
 */
export function createIssueLimit(now: () => number): () => boolean {
  let left = burst;
  let seen = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + (Math.max(0, time - seen) / 1000) * perSecond);
    seen = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
