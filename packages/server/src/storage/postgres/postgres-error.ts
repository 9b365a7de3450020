import { type ConstraintKind, ConstraintViolation } from "../constraint-violation.ts";
import { StorageUnavailableError } from "../errors.ts";

/** SQLSTATE codes of broken constraints (PostgreSQL's manual, appendix A). */
const CONSTRAINTS: Readonly<Record<string, ConstraintKind>> = {
  "23502": "not null",
  "23503": "foreign key",
  "23505": "unique",
  "23514": "check",
};

/** Another transaction was in the way; nothing is wrong and the unit is run again. */
const CONFLICTS: ReadonlySet<string> = new Set(["40001", "40P01"]);

/** The server stops, starts or has no room: the connection is of no use. */
const GONE = /^(?:08...|57P0[1235]|53300)$/;

/** It is a standby, perhaps since a failover: another connection may find the primary. */
const READ_ONLY = "25006";

/** It took too long, or a resource ran out: nothing of the unit is in force. */
const REFUSED = /^(?:57014|55P03|25P03|25P04|53...|58...)$/;

/** The driver's own words for a connection that ended or could not be made. */
const GONE_MESSAGE =
  /^Connection terminated|^Client (?:has encountered|was closed)|timeout exceeded when trying to connect|^Query read timeout|^timeout expired/;

/** What a standby says to a unit that wants to write. */
const STANDBY = /hot standby|during recovery/;

/** A prepared statement outlived a migration of another node. */
const STALE_PLAN = /cached plan must not change result type/;

/** What an error of the driver means for the unit or read it happened in. */
export type PostgresFailure =
  | { kind: "conflict" | "stale plan" | "refused" | "other"; error: unknown }
  | { kind: "connection"; error: StorageUnavailableError };

/** Sorts an error of the driver. What it carries of rows' values is taken off: errors are logged. */
export function postgresFailure(thrown: unknown): PostgresFailure {
  if (!(thrown instanceof Error)) return { kind: "other", error: thrown };
  const code = "code" in thrown && typeof thrown.code === "string" ? thrown.code : "";
  const constraint = CONSTRAINTS[code];
  if (constraint !== undefined) return { kind: "other", error: violation(constraint, thrown) };
  if (isConnectionError(thrown, code)) {
    const what = isReadOnly(thrown, code)
      ? "The database only reads, as a standby does"
      : "The connection to the database was lost";
    return { kind: "connection", error: unavailable(what, thrown) };
  }
  for (const revealing of ["detail", "where", "internalQuery"]) Reflect.deleteProperty(thrown, revealing);
  if (CONFLICTS.has(code)) return { kind: "conflict", error: thrown };
  if (STALE_PLAN.test(thrown.message)) return { kind: "stale plan", error: thrown };
  if (REFUSED.test(code)) return { kind: "refused", error: unavailable("The database did not take the work", thrown) };
  return { kind: "other", error: thrown };
}

function isConnectionError(error: Error, code: string): boolean {
  // Node's own: ECONNRESET, EPIPE, ENOTFOUND, …, also of several addresses that were tried in turn.
  return (
    GONE.test(code) ||
    isReadOnly(error, code) ||
    /^E[A-Z_]+$/.test(code) ||
    error instanceof AggregateError ||
    GONE_MESSAGE.test(error.message)
  );
}

function isReadOnly(error: Error, code: string): boolean {
  return code === READ_ONLY || STANDBY.test(error.message);
}

function unavailable(what: string, cause: Error): StorageUnavailableError {
  return new StorageUnavailableError(
    `${what}: ${cause.message || ("code" in cause && String(cause.code)) || cause.name}.`,
    { cause },
  );
}

function violation(kind: ConstraintKind, error: Error): ConstraintViolation {
  const text = (member: string): string | undefined => {
    const value: unknown = Reflect.get(error, member);
    return typeof value === "string" ? value : undefined;
  };
  // Key (pool_id, name)=(…) already exists.
  const key = /\(([^()]*)\)=\(/.exec(text("detail") ?? "")?.[1];
  const columns =
    key?.split(", ").map((name) => name.replaceAll('"', "")) ?? (kind === "not null" ? [text("column") ?? ""] : []);
  return new ConstraintViolation(kind, text("table"), columns, error);
}
