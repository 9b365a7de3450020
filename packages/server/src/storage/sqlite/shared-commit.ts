import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { setImmediate } from "node:timers/promises";
import type { KyselyProps } from "kysely";
import type { UnitBody } from "../engine.ts";
import { StorageUnavailableError } from "../errors.ts";
import { queryBuilder } from "../query-builder.ts";
import { withUnitDeadline } from "../unit-deadline.ts";
import { runInsideUnit } from "../unit-guard.ts";
import { unitStatements } from "../unit-statements.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { isUnusable } from "./unusable-database.ts";

/**
 * Units that share commits: a sync to disk costs some hundred times what a unit's statements do, so that units which arrive together run one after
 * another in one transaction, each in a savepoint of its own, and are answered together after its one COMMIT. A unit that fails is
 * undone alone; a COMMIT that fails, fails all.
 */
export interface SharedCommit {
  write<T>(body: UnitBody<T>): Promise<T>;
  /** Settles when the transaction under way is over; undefined when there is none. */
  underWay(): Promise<void> | undefined;
  /** Waits for all units that were begun. */
  drained(): Promise<void>;
}

/** Where one transaction ends although more units wait: the event loop has other work, and the first unit waits for its answer. */
const MOST_UNITS = 256;
const MOST_MILLISECONDS = 10;

interface QueuedUnit {
  /** Runs it in its savepoint. Never rejects for what the unit itself did. */
  attempt(): Promise<void>;
  /** After the COMMIT, before anybody is answered. */
  committed(): void;
  answer(): void;
  fail(error: unknown): void;
}

/**
 * @param unitDeadline how long one unit may take, in milliseconds
 * @param mostMilliseconds how long units join one transaction; a slow machine's test sets its own
 */
export function createSharedCommit(
  connection: SqliteConnection,
  unitDeadline?: number,
  mostMilliseconds = MOST_MILLISECONDS,
): SharedCommit {
  const queue: QueuedUnit[] = [];
  // The pump serves many callers: it must not run in the asynchronous context of the one that happened to start it.
  const outsideRequests = AsyncLocalStorage.snapshot();
  let pump: Promise<void> | undefined;
  let transaction: Promise<void> | undefined;

  const runTransaction = async (): Promise<void> => {
    const units: QueuedUnit[] = [];
    try {
      connection.step("begin immediate");
      const began = performance.now();
      for (let unit = queue.shift(); unit; unit = queue.shift()) {
        units.push(unit);
        await unit.attempt();
        if (units.length >= MOST_UNITS || performance.now() - began >= mostMilliseconds) break;
      }
      connection.step("commit");
    } catch (error) {
      undo(connection);
      // Nothing was begun when BEGIN itself failed; then the waiting units fail, or they would be tried for ever.
      if (units.length === 0) units.push(...queue.splice(0));
      const failure = notTaken(error);
      for (const unit of units) unit.fail(failure);
      return;
    }
    for (const unit of units) unit.committed();
    for (const unit of units) unit.answer();
  };

  const runAll = async (): Promise<void> => {
    while (queue.length > 0) {
      // Not before what else arrived in this turn of the event loop has queued its units too: they share the commit.
      await setImmediate();
      transaction = runTransaction().finally(() => {
        transaction = undefined;
      });
      await transaction;
    }
    pump = undefined;
  };

  return {
    write: (body) =>
      new Promise((resolve, reject) => {
        queue.push(queuedUnit(connection, body, unitDeadline, resolve, reject));
        pump ??= outsideRequests(runAll);
      }),
    underWay: () => transaction,
    drained: async () => {
      while (pump) await pump;
    },
  };
}

function queuedUnit<T>(
  connection: SqliteConnection,
  body: UnitBody<T>,
  deadline: number | undefined,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): QueuedUnit {
  // The context of the one who asked. (`AsyncLocalStorage.bind` comes to the same, and costs as much as a statement.)
  const asker = new AsyncResource("UnitOfWork");
  const run = (props: KyselyProps) => asker.runInAsyncScope(() => runInsideUnit(() => body.run(props)));
  let outcome: { value: T } | { error: unknown } | undefined;
  return {
    attempt: async () => {
      const statements = unitStatements(async (query) => connection.query(query));
      connection.step("savepoint unit");
      try {
        const value = await withUnitDeadline(run(queryBuilder("sqlite", statements.run)), deadline);
        statements.finish();
        connection.step("release unit");
        outcome = { value };
      } catch (error) {
        statements.close();
        // A full disk, for one, makes SQLite roll the whole transaction back: then all of its units are lost.
        if (!connection.inTransaction()) throw error;
        connection.execute("rollback to unit");
        connection.execute("release unit");
        // Of a statement of many rows that finds the disk full SQLite undoes that statement only.
        const reason = statements.failure() ?? error;
        outcome = { error: isUnusable(reason) ? notTaken(reason) : error };
      }
    },
    committed: () => {
      if (outcome && "value" in outcome) body.committed(outcome.value);
    },
    answer: () => {
      if (outcome === undefined) reject(new StorageUnavailableError("The unit was not run."));
      else if ("value" in outcome) resolve(outcome.value);
      else reject(outcome.error);
    },
    fail: reject,
  };
}

function notTaken(cause: unknown): StorageUnavailableError {
  return new StorageUnavailableError("The database did not take the work.", { cause });
}

function undo(connection: SqliteConnection): void {
  try {
    if (connection.inTransaction()) connection.execute("rollback");
  } catch {
    // The next BEGIN fails then, and says why.
  }
}
