import { setTimeout as sleep } from "node:timers/promises";

/**
 * How many rows a unit of a purge deletes at most, while whoever writes on SQLite waits. Sessions' keys are random, so each row is some pages of its
 * own: measured on a busy machine, among 200,000 sessions, 4 ms for 100 of them, 47 ms for 500, 126 ms for 1,000.
 */
export const PURGED_AT_ONCE = 100;

/**
 * Deletes unit by unit until one finds nothing left. Between two it waits as long as the last one took, so that others have at least half of the
 * database's time.
 *
 * @param unit runs one unit; how many rows it deleted
 * @param deleted told of them after each commit
 * @returns when nothing is left, or once `signal` is aborted: between two units
 */
export async function purgeUnits(
  unit: () => Promise<number>,
  signal: AbortSignal,
  deleted: (rows: number) => void,
): Promise<void> {
  while (!signal.aborted) {
    const began = performance.now();
    const rows = await unit();
    if (rows === 0) return;
    deleted(rows);
    // An aborted wait rejects: then the loop ends.
    await sleep(performance.now() - began, undefined, { signal }).catch(() => {});
  }
}
