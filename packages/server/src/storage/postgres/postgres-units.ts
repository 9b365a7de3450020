import { setTimeout as sleep } from "node:timers/promises";
import type { CompiledQuery } from "kysely";
import type { PoolClient, QueryResult } from "pg";
import type { UnitBody } from "../engine.ts";
import { CommitUncertainError, StorageUnavailableError, UnitConflictError } from "../errors.ts";
import { queryBuilder } from "../query-builder.ts";
import { withUnitDeadline } from "../unit-deadline.ts";
import { runInsideUnit } from "../unit-guard.ts";
import { unitStatements } from "../unit-statements.ts";
import { postgresFailure } from "./postgres-error.ts";
import { Discard, type PostgresPool } from "./postgres-pool.ts";
import { runPostgresStatement } from "./postgres-statement.ts";
import type { StatementNames } from "./statement-names.ts";

/** How often a unit is run again because another transaction was in its way, before the client is told to come back. */
const MOST_CONFLICTS = 50;
/** How often because its connection was lost before it was committed. */
const MOST_LOSSES = 3;
const LONGEST_PAUSE_MILLISECONDS = 100;

const BEGIN = {
  serializable: "begin isolation level serializable read write",
  "read committed": "begin isolation level read committed read write",
};

/** Why one run of a unit came to nothing although the next may succeed. */
class RunAgain extends Error {
  readonly reason: "conflict" | "connection" | "stale plan";
  readonly error: unknown;
  constructor(reason: RunAgain["reason"], error: unknown) {
    super("The unit is to be run again.");
    this.reason = reason;
    this.error = error;
  }
}

/**
 * Runs a unit, SERIALIZABLE unless it asks for less, again after a conflict with another transaction or a lost connection, at growing random intervals.
 *
 * @throws what the unit threw; StorageUnavailableError when the tries are used up; CommitUncertainError when the
 *   connection was lost while committing.
 */
export async function runPostgresUnit<T>(pool: PostgresPool, names: StatementNames, body: UnitBody<T>): Promise<T> {
  const tries = { conflict: 0, connection: 0, "stale plan": 0 };
  const most = { conflict: MOST_CONFLICTS, connection: MOST_LOSSES, "stale plan": 1 };
  for (;;) {
    try {
      const value = await pool.lend((client) => runOnce(client, names, body));
      body.committed(value);
      return value;
    } catch (error) {
      if (!(error instanceof RunAgain)) throw error;
      if (error.reason === "stale plan") names.renew();
      if (++tries[error.reason] > most[error.reason]) {
        if (error.error instanceof StorageUnavailableError) throw error.error;
        throw new UnitConflictError("Other units were in the way of this one too often.", { cause: error.error });
      }
      await sleep(Math.random() * Math.min(2 ** tries.conflict, LONGEST_PAUSE_MILLISECONDS));
    }
  }
}

async function runOnce<T>(client: PoolClient, names: StatementNames, body: UnitBody<T>): Promise<T> {
  const inTurn = oneAfterAnother();
  const statements = unitStatements(<Row>(query: CompiledQuery) =>
    inTurn(() => runPostgresStatement<Row>(client, names, query)).catch((error: unknown) => {
      throw sorted(error);
    }),
  );
  let committing = false;
  try {
    await client.query(BEGIN[body.isolation ?? "serializable"]);
    const value = await withUnitDeadline(runInsideUnit(() => body.run(queryBuilder("postgres", statements.run))));
    statements.finish();
    committing = true;
    const { command }: QueryResult = await client.query("commit");
    // The answer to a commit of what the server has already given up.
    if (command === "ROLLBACK") throw new StorageUnavailableError("The database undid the unit.");
    return value;
  } catch (thrown) {
    statements.close();
    // A unit may have made an error of its own of what one of its statements threw.
    const failure = statements.failure();
    const error = failure instanceof RunAgain ? failure : sorted(thrown);
    const lost = error instanceof RunAgain && error.reason === "connection";
    if (lost && committing) {
      throw new Discard(
        new CommitUncertainError("The connection to the database was lost while a unit was being committed.", {
          cause: error.error,
        }),
      );
    }
    if (lost) throw new Discard(error);
    try {
      await inTurn(() => client.query("rollback"));
    } catch {
      throw new Discard(error);
    }
    throw error;
  }
}

/** What a statement threw, as what it means for the unit. */
function sorted(thrown: unknown): unknown {
  if (thrown instanceof RunAgain) return thrown;
  const failure = postgresFailure(thrown);
  if (failure.kind === "other" || failure.kind === "refused") return failure.error;
  return new RunAgain(failure.kind, failure.error);
}

/** Runs acts in the order of their calls, each when the last has ended: a connection takes one statement at a time. */
function oneAfterAnother(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (act) => {
    const next = last.then(act, act);
    last = next;
    return next;
  };
}
