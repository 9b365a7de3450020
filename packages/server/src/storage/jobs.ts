import { sql } from "kysely";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { databaseTime } from "./database-time.ts";
import type { Storage } from "./storage.ts";
import { assertOutsideUnit } from "./unit-guard.ts";

/** Background work under lease rows. */
export interface Jobs {
  schedule(name: string, everyMs: number, run: (signal: AbortSignal) => Promise<void>): void;
  /** Aborts and waits for what runs. */
  close(): Promise<void>;
}

/** A lease under work is held this long at a time and renewed thrice meanwhile: so long does a crashed node keep others waiting. */
const HOLD_MILLISECONDS = 60_000;
/** How long `close` waits for a job that ignores its signal. */
const CLOSE_MILLISECONDS = 10_000;
const RETRY_MILLISECONDS = 5_000;
const LONGEST_TIMER = 2_147_483_647;

export function createJobs(
  storage: Storage,
  options: { clock: Clock; log: Log; nodeId: string; holdMs?: number },
): Jobs {
  const { holdMs = HOLD_MILLISECONDS } = options;
  const leases = leasesOf(storage, options.clock, options.nodeId);
  const stop = new AbortController();
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();

  const after = (milliseconds: number, act: () => Promise<void>) => {
    if (stop.signal.aborted) return;
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        const work = act().finally(() => running.delete(work));
        running.add(work);
      },
      Math.min(Math.max(milliseconds, 1), LONGEST_TIMER),
    ).unref();
    timers.add(timer);
  };

  const runUnderLease = async (name: string, run: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const lost = new AbortController();
    let renewed = Promise.resolve();
    const renew = async () => {
      try {
        const held = await leases.renew(name, holdMs);
        if (!held) lost.abort(new Error(`the lease of job ${name} was taken over`));
      } catch (error) {
        options.log.warn({ job: name, err: error }, "a job's lease could not be renewed");
      }
    };
    const renewal = setInterval(() => {
      renewed = renewed.then(renew);
    }, holdMs / 3).unref();
    try {
      await run(AbortSignal.any([stop.signal, lost.signal]));
    } catch (error) {
      if (!stop.signal.aborted) options.log.error({ job: name, err: error }, "a job failed");
    } finally {
      clearInterval(renewal);
      // Committed after the lease was kept until the next run, it would shorten that again.
      await renewed;
    }
  };

  return {
    schedule: (name, everyMs, run) => {
      assertOutsideUnit("storage.schedule");
      const tick = async (): Promise<void> => {
        let wait = Math.min(everyMs, RETRY_MILLISECONDS);
        try {
          const taken = await leases.take(name, holdMs, everyMs);
          if (taken.held) {
            await runUnderLease(name, run);
            wait = await leases.keepUntil(name, taken.since + everyMs);
          } else wait = taken.free;
        } catch (error) {
          options.log.warn({ job: name, err: error }, "a job's lease could not be taken");
        }
        after(wait, tick);
      };
      after(1, tick);
    },
    close: async () => {
      stop.abort(new Error("the storage closes"));
      for (const timer of timers) clearTimeout(timer);
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise<"late">((resolve) => {
        timer = setTimeout(resolve, CLOSE_MILLISECONDS, "late").unref();
      });
      const outcome = await Promise.race([Promise.allSettled(running), patience]);
      clearTimeout(timer);
      if (outcome === "late") options.log.error({}, "a job did not stop when the storage closed");
    },
  };
}

/** Lease rows. */
function leasesOf(storage: Storage, clock: Clock, holder: string) {
  const now = () => databaseTime(storage, clock);
  return {
    /** Takes a lease that is free, or held for longer than anybody holds one: since when it is held, or how long it is not free. Milliseconds. */
    take: (
      name: string,
      hold: number,
      every: number,
    ): Promise<{ held: true; since: number } | { held: false; free: number }> =>
      storage.write(async ({ db }) => {
        const expiry = sql<number>`${now()} + ${sql.lit(hold)}`;
        // A clock that was wrong for a while must not stop the job for years.
        const longest = sql<number>`${now()} + ${sql.lit(2 * Math.max(hold, every))}`;
        const taken = await db
          .insertInto("leases")
          .values({ name, holder, expires_at: expiry })
          .onConflict((conflict) =>
            conflict
              .column("name")
              .doUpdateSet({ holder, expires_at: expiry })
              .where(({ eb, or }) => or([eb("leases.expires_at", "<=", now()), eb("leases.expires_at", ">", longest)])),
          )
          .returning("expires_at")
          .executeTakeFirst();
        if (taken) return { held: true, since: taken.expires_at - hold };
        const lease = await db
          .selectFrom("leases")
          .select(sql<number>`expires_at - ${now()}`.as("free"))
          .where("name", "=", name)
          .executeTakeFirst();
        return { held: false, free: lease?.free ?? 0 };
      }),
    /** Whether it was still held. */
    renew: (name: string, hold: number): Promise<boolean> =>
      storage.write(async ({ db }) => {
        const renewed = await db
          .updateTable("leases")
          .set({ expires_at: sql<number>`${now()} + ${sql.lit(hold)}` })
          .where("name", "=", name)
          .where("holder", "=", holder)
          .executeTakeFirst();
        return renewed.numUpdatedRows > 0n;
      }),
    /** Keeps it until a time, for everybody; how long that is from now, in milliseconds. */
    keepUntil: (name: string, time: number): Promise<number> =>
      storage.write(async ({ db }) => {
        const kept = await db
          .updateTable("leases")
          .set({ expires_at: time })
          .where("name", "=", name)
          .where("holder", "=", holder)
          .returning(sql<number>`${sql.lit(time)} - ${now()}`.as("wait"))
          .executeTakeFirst();
        return kept?.wait ?? 0;
      }),
  };
}
