import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { databases } from "../../test/databases.ts";
import { queryPlans } from "../../test/query-plans.ts";
import { standingClock } from "../../test/standing-clock.ts";
import { loadConfig } from "../config/load.ts";
import { createServer } from "../main.ts";
import { createClock } from "../platform/clock.ts";
import { silentLog } from "../platform/log.ts";
import { deleteExpired } from "./delete-expired.ts";
import { eventRetention } from "./event-retention.ts";
import { openStorage } from "./open-storage.ts";
import { PURGED_AT_ONCE } from "./purge.ts";
import type { NewEvent, Storage } from "./storage.ts";

const HOUR = 3_600_000;
const never = new AbortController().signal;

const eventAt = (at: number): NewEvent => ({
  account: "000000000000",
  region: "us-east-1",
  resource: "us-east-1_Ab3dE5gH9",
  kind: "cognito-idp.UserPoolUpdated",
  actor: "arn:aws:iam::000000000000:root",
  requestId: "8d4c1c1e-6a1f-4f9b-9a59-1f6b9d0c8f11",
  at,
});

/** Adds events at the given times, many with one statement. */
async function addEvents(storage: Storage, times: readonly number[]): Promise<void> {
  for (let from = 0; from < times.length; from += 1000) {
    const rows = times.slice(from, from + 1000).map((at) => {
      const { requestId, ...event } = eventAt(at);
      return { ...event, request_id: requestId, data: "{}" };
    });
    await storage.write(({ db }) => db.insertInto("events").values(rows).execute());
  }
}

const timesIn = async (storage: Storage): Promise<number[]> =>
  (await storage.db.selectFrom("events").select("at").orderBy("seq").execute()).map(({ at }) => at);

describe.each(databases)("events on $name", (kind) => {
  const clock = standingClock();
  const now = clock.now();
  let storage: Storage;

  beforeEach(async () => {
    storage = await kind.open();
  });
  afterEach(() => storage.close());

  test("are deleted once they are older than they are to be kept, whatever their order", async () => {
    const old = now - HOUR - 1;
    await addEvents(storage, [now + HOUR, old, now - HOUR, old - 5, now]);
    await eventRetention(storage, { keep: HOUR, clock, log: silentLog }).run(never);
    expect(await timesIn(storage)).toEqual([now + HOUR, now - HOUR, now]);
  });

  test("are deleted to the last one, and the log says how many", async () => {
    await addEvents(
      storage,
      Array.from({ length: 2500 }, (_, index) => now - 2 * HOUR - index),
    );
    await addEvents(storage, [now]);
    const logged: object[] = [];
    const log = { ...silentLog, info: (fields: object) => logged.push(fields) };
    const job = eventRetention(storage, { keep: HOUR, clock, log });
    await job.run(never);
    expect(await timesIn(storage)).toEqual([now]);
    await job.run(never);
    expect(logged).toEqual([{ deleted: 2500, before: new Date(now - HOUR).toISOString() }]);
  });

  test("go the oldest first, and the job stops between two units", async () => {
    const times = Array.from({ length: 2 * PURGED_AT_ONCE }, (_, index) => now - 2 * HOUR - index);
    await addEvents(storage, times);
    const stop = new AbortController();
    const stopping: Storage = {
      ...storage,
      purge: (batch, signal, deleted) =>
        storage.purge(batch, signal, (rows) => {
          stop.abort();
          deleted?.(rows);
        }),
    };
    await eventRetention(stopping, { keep: HOUR, clock, log: silentLog }).run(stop.signal);
    expect(await timesIn(storage)).toEqual(times.slice(0, PURGED_AT_ONCE));
  });

  test("are found by an index, in whatever number", async () => {
    await addEvents(
      storage,
      Array.from({ length: 30_000 }, (_, index) => now - index * 1000),
    );
    const text = await queryPlans(storage, (tx) =>
      deleteExpired(tx, { table: "events", key: ["seq"], until: ["at"] }, now - HOUR, PURGED_AT_ONCE),
    );
    expect(text).toContain("events_by_time");
    expect(text).not.toMatch(/seq scan on events|scan events/i);
  });
});

test("a server deletes the events that its setting no longer keeps", async () => {
  const data = mkdtempSync(join(tmpdir(), "poolhouse-events-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const config = loadConfig({ argv: ["--data", data, "--events-retention", "90d"], env: {}, cwd: data });
  const open = () => openStorage({ database: config.database, migrations: [], clock: createClock(), log: silentLog });
  const day = 24 * HOUR;
  const before = await open();
  const times = [Date.now() - 91 * day, Date.now() - 89 * day];
  await addEvents(before, times);
  await before.close();

  const deleted = Promise.withResolvers<object>();
  const log = {
    ...silentLog,
    info: (fields: object, text: string) => text === "old events were deleted" && deleted.resolve(fields),
  };
  const server = await createServer(config, { log });
  await server.start();
  expect(await deleted.promise).toMatchObject({ deleted: 1 });
  await server.close();

  const after = new DatabaseSync(join(data, "poolhouse.db"), { readOnly: true });
  expect(after.prepare("select at from events").all()).toEqual([{ at: times[1] }]);
  after.close();
});
