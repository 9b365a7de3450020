import { AsyncLocalStorage } from "node:async_hooks";
import { type Insertable, Kysely, type KyselyProps, Transaction } from "kysely";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import type { Caches } from "./caches.ts";
import type { CoreTables } from "./core-tables.ts";
import type { Engine, StaleValue } from "./engine.ts";
import { StorageClosedError, StorageUnavailableError, UnitConflictError } from "./errors.ts";
import { createJobs } from "./jobs.ts";
import { prepared } from "./prepared.ts";
import { PURGED_AT_ONCE, purgeUnits } from "./purge.ts";
import type { NewEvent, Storage, Unit } from "./storage.ts";
import { assertOutsideUnit } from "./unit-guard.ts";

export interface StorageParts {
  engine: Engine;
  caches: Caches;
  clock: Clock;
  log: Log;
  /** Distinguishes this node from others on the same database. */
  nodeId: string;
}

/** What a unit leaves to be done once it is committed. */
interface Effects {
  stale: StaleValue[];
  wake: (() => void)[];
}

/** Puts one storage together; everything that differs between databases is in the engine. */
export function createStorage({ engine, caches, clock, log, nodeId }: StorageParts): Storage {
  let closing: Promise<void> | undefined;
  let closed = false;
  let takesUnits = true;

  const assertOpen = () => {
    if (closed) throw new StorageClosedError();
  };

  const settle = ({ stale, wake }: Effects) => {
    for (const value of stale) caches.drop(value);
    for (const run of wake) {
      try {
        run();
      } catch (error) {
        log.error({ err: error }, "what follows a commit failed");
      }
    }
  };

  const heed = <T>(written: Promise<T>): Promise<T> =>
    written.then(
      (value) => {
        takesUnits = true;
        return value;
      },
      (error: unknown) => {
        if (error instanceof StorageUnavailableError && !(error instanceof UnitConflictError)) takesUnits = false;
        throw error;
      },
    );

  const view = <Tables>(): Storage<Tables> => {
    const reader = new Kysely<Tables>(engine.reader);

    const write = async <T>(run: (tx: Unit<Tables>) => Promise<T>, isolation?: "read committed"): Promise<T> => {
      assertOpen();
      const done = await heed(
        engine.write({
          run: async (props) => {
            const effects: Effects = { stale: [], wake: [] };
            const value = await run(unitOf<Tables>(props, effects));
            if (effects.stale.length > 0) await engine.announce(new Transaction<unknown>(props), effects.stale);
            return { value, effects };
          },
          committed: ({ effects }) => settle(effects),
          ...(isolation && { isolation }),
        }),
      );
      return done.value;
    };

    return {
      dialect: engine.dialect,
      get db() {
        assertOutsideUnit("storage.db");
        assertOpen();
        return reader;
      },
      write: async (run) => {
        assertOutsideUnit("storage.write");
        return write(run);
      },
      purge: async (batch, signal, deleted = () => {}) => {
        assertOutsideUnit("storage.purge");
        await purgeUnits(() => write((tx) => batch(tx, PURGED_AT_ONCE), "read committed"), signal, deleted);
      },
      takesUnits: () => takesUnits,
      of: <More>() => view<More & CoreTables>(),
      cache: (name, load, most) => caches.define(name, async (key) => load(key, reader), most),
      schedule: (name, everyMs, run) => {
        assertOpen();
        jobs.schedule(name, everyMs, run);
      },
      reset: async () => {
        assertOutsideUnit("storage.reset");
        assertOpen();
        await engine.write({
          run: async (props) => {
            const db = new Transaction<unknown>(props);
            await engine.empty(db);
            await engine.announce(db, "everything");
          },
          committed: () => caches.dropAll(),
        });
      },
      close: () => {
        assertOutsideUnit("storage.close");
        closing ??= (async () => {
          await jobs.close();
          closed = true;
          await engine.close();
        })();
        return closing;
      },
    };
  };

  const whole = view<CoreTables>();
  const jobs = createJobs(whole, { clock, log, nodeId });
  return whole;
}

function unitOf<Tables>(props: KyselyProps, effects: Effects): Unit<Tables> {
  return {
    db: new Transaction<Tables>(props),
    of: <More>() => unitOf<More & CoreTables>(props, effects),
    emit: (event) => append(new Transaction<CoreTables>(props), event),
    invalidate: (cache, key) => {
      effects.stale.push({ cache, key });
    },
    afterCommit: (run) => {
      effects.wake.push(AsyncLocalStorage.bind(run));
    },
  };
}

const insertEvent = prepared((db: Kysely<CoreTables>, event: Omit<Insertable<CoreTables["events"]>, "seq">) =>
  db.insertInto("events").values({
    account: event.account,
    region: event.region,
    resource: event.resource,
    kind: event.kind,
    actor: event.actor,
    request_id: event.request_id,
    at: event.at,
    data: event.data,
  }),
);

async function append(db: Kysely<CoreTables>, event: NewEvent): Promise<void> {
  const { requestId, data = {}, ...rest } = event;
  await insertEvent(db, { ...rest, request_id: requestId, data: JSON.stringify(data) });
}
