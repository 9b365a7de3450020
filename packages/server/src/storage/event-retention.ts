import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { deleteExpired } from "./delete-expired.ts";
import type { Storage } from "./storage.ts";

const EVERY_MILLISECONDS = 3_600_000;

export interface EventRetentionOptions {
  /** How long events are kept, in milliseconds of the server's time. */
  keep: number;
  clock: Clock;
  log: Log;
}

/** The job that deletes events older than `keep`. It logs how many, so that nothing is deleted unseen. */
export function eventRetention(storage: Storage, { keep, clock, log }: EventRetentionOptions) {
  return {
    name: "storage.event-retention",
    everyMs: EVERY_MILLISECONDS,
    run: async (signal: AbortSignal): Promise<void> => {
      const before = clock.now() - keep;
      let deleted = 0;
      try {
        await storage.purge(
          (tx, most) => deleteExpired(tx, { table: "events", key: ["seq"], until: ["at"] }, before, most),
          signal,
          (rows) => {
            deleted += rows;
          },
        );
      } finally {
        if (deleted > 0) log.info({ deleted, before: new Date(before).toISOString() }, "old events were deleted");
      }
    },
  };
}
