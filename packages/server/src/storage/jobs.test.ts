import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { allDatabases, type TestDatabase } from "../../test/databases.ts";
import { createClock } from "../platform/clock.ts";
import { silentLog } from "../platform/log.ts";
import { createJobs } from "./jobs.ts";
import type { Storage } from "./storage.ts";

const HOUR = 3_600_000;

describe.each(allDatabases)("a job on $name", (kind) => {
  let database: TestDatabase;
  let storage: Storage;

  beforeEach(async () => {
    database = await kind.create();
    storage = await database.open();
  });
  afterEach(async () => {
    await storage.close();
    await database.drop();
  });

  const lease = (name: string) =>
    storage.db.selectFrom("leases").selectAll().where("name", "=", name).executeTakeFirst();

  test("runs again and again", async () => {
    let runs = 0;
    storage.schedule("often", 5, async () => {
      runs++;
    });
    await vi.waitUntil(() => runs >= 4, { timeout: 10_000 });
  });

  test("runs again after it failed, and its error is logged", async () => {
    let runs = 0;
    const logged: object[] = [];
    const log = { ...silentLog, error: (fields: object) => logged.push(fields) };
    const other = await kind.open({ log });
    const failure = new Error("no");
    other.schedule("failing", 5, async () => {
      runs++;
      throw failure;
    });
    await vi.waitUntil(() => runs >= 2, { timeout: 10_000 });
    await other.close();
    expect(logged[0]).toEqual({ job: "failing", err: failure });
  });

  test("never runs beside itself", async () => {
    let underWay = 0;
    let most = 0;
    let runs = 0;
    const work = async () => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, 10));
      underWay--;
      runs++;
    };
    storage.schedule("slow", 1, work);
    storage.schedule("slow", 1, work);
    await vi.waitUntil(() => runs >= 5, { timeout: 10_000 });
    expect(most).toBe(1);
  });

  test("keeps its lease until the next run is due, for whoever runs it then", async () => {
    let runs = 0;
    const run = async () => {
      runs++;
    };
    storage.schedule("hourly", HOUR, run);
    // It is held for a minute while the job runs, and kept for the hour in a unit of its own.
    await vi.waitUntil(async () => ((await lease("hourly"))?.expires_at ?? 0) > Date.now() + HOUR / 2, {
      timeout: 10_000,
    });
    let marks = 0;
    storage.schedule("hourly", HOUR, run);
    storage.schedule("marker", 5, async () => {
      marks++;
    });
    await vi.waitUntil(() => marks >= 3, { timeout: 10_000 });
    expect(runs).toBe(1);
    const row = await lease("hourly");
    expect(row?.expires_at).toBeGreaterThan(Date.now() + HOUR / 2);
  });

  test("is told to stop when the storage closes, which waits for it", async () => {
    const events: string[] = [];
    const begun = Promise.withResolvers<void>();
    const other = await kind.open();
    other.schedule("long", HOUR, async (signal) => {
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      await other.write(async () => {
        events.push("last unit");
      });
      events.push("stopped");
    });
    await begun.promise;
    await other.close();
    events.push("closed");
    expect(events).toEqual(["last unit", "stopped", "closed"]);
  });

  test("does not run after the storage was closed", async () => {
    let runs = 0;
    const other = await kind.open();
    other.schedule("late", 1, async () => {
      runs++;
    });
    await other.close();
    const before = runs;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(runs).toBe(before);
  });

  test("is told to stop when another node took its lease", async () => {
    const clock = createClock();
    const jobs = createJobs(storage, { clock, log: silentLog, nodeId: "stalled", holdMs: 30 });
    const begun = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<unknown>();
    jobs.schedule("work", HOUR, async (signal) => {
      begun.resolve();
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
      stopped.resolve(signal.reason);
    });
    await begun.promise;
    await storage.write((tx) => tx.db.updateTable("leases").set({ holder: "other" }).execute());
    expect(String(await stopped.promise)).toContain("taken over");
    await jobs.close();
    expect((await lease("work"))?.holder).toBe("other");
  });

  test("is not held up by a lease that a clock gone wrong put far ahead", async () => {
    const expires_at = Date.now() + 1000 * HOUR;
    await storage.write((tx) =>
      tx.db.insertInto("leases").values({ name: "work", holder: "other", expires_at }).execute(),
    );
    await new Promise<void>((resolve) => storage.schedule("work", HOUR, async () => resolve()));
  });

  test("renews its lease while it works", async () => {
    const clock = createClock();
    const jobs = createJobs(storage, { clock, log: silentLog, nodeId: "busy", holdMs: 1500 });
    const rival = createJobs(storage, { clock, log: silentLog, nodeId: "rival", holdMs: 1500 });
    const ran: string[] = [];
    const begun = Promise.withResolvers<void>();
    jobs.schedule("work", HOUR, async () => {
      ran.push("busy");
      begun.resolve();
      const first = (await lease("work"))?.expires_at ?? 0;
      await vi.waitUntil(async () => ((await lease("work"))?.expires_at ?? 0) > first, { timeout: 10_000 });
    });
    await begun.promise;
    rival.schedule("work", HOUR, async () => {
      ran.push("rival");
    });
    await jobs.close();
    await rival.close();
    expect(ran).toEqual(["busy"]);
  });
});
