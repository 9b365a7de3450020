import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from "node:sqlite";
import type { CompiledQuery, QueryResult } from "kysely";
import { SelectQueryNode } from "kysely";
import { storedValue } from "../stored-values.ts";
import { sqliteError } from "./sqlite-error.ts";

/** One connection to a SQLite database, with its prepared statements. All of it blocks. */
export interface SqliteConnection {
  /** Runs statements that take no parameters and give no rows. */
  execute(sql: string): void;
  /** The same for one statement that runs again and again: it is prepared once. */
  step(sql: "begin immediate" | "commit" | "savepoint unit" | "release unit"): void;
  /** Runs one statement; for a select's rows see {@link query}. */
  rows(sql: string, parameters?: readonly unknown[]): Record<string, SQLOutputValue>[];
  /** @throws ConstraintViolation, UnstorableValueError, or SQLite's own error. */
  query<Row>(query: CompiledQuery): QueryResult<Row>;
  /** Whether a transaction is open: SQLite itself rolls back when the disk is full. */
  inTransaction(): boolean;
  serialize(): Uint8Array;
  deserialize(image: Uint8Array): void;
  close(): void;
}

interface Prepared {
  statement: StatementSync;
  /** Whether it gives rows. */
  reads: boolean;
}

/**
 * How many prepared statements a connection keeps. Stores build a few hundred different texts; lists of varying length may build more,
 * and the least recently used one goes then. Preparing costs about 5 times what running a point read does.
 */
const STATEMENTS_KEPT = 500;

/** Opens a file, or `:memory:`. */
export function openSqliteConnection(file: string): SqliteConnection {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true, allowExtension: false });
  const statements = new Map<string, Prepared>();

  const prepare = (sql: string): Prepared => {
    const kept = statements.get(sql);
    if (kept) {
      statements.delete(sql);
      statements.set(sql, kept);
      return kept;
    }
    const statement = database.prepare(sql);
    const prepared = { statement, reads: statement.columns().length > 0 };
    statements.set(sql, prepared);
    if (statements.size > STATEMENTS_KEPT) {
      for (const oldest of statements.keys()) {
        statements.delete(oldest);
        break;
      }
    }
    return prepared;
  };

  return {
    execute: (sql) => {
      try {
        database.exec(sql);
      } catch (error) {
        throw sqliteError(error);
      }
    },
    step: (sql) => {
      try {
        prepare(sql).statement.run();
      } catch (error) {
        throw sqliteError(error);
      }
    },
    rows: (sql, parameters = []) => {
      try {
        return prepare(sql).statement.all(...parameters.map(bound));
      } catch (error) {
        throw sqliteError(error);
      }
    },
    query: <Row>(query: CompiledQuery): QueryResult<Row> => {
      try {
        const { statement, reads } = prepare(query.sql);
        const parameters = query.parameters.map(bound);
        if (!reads) return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
        // Row types are Kysely's promise about its own statement, as with every driver.
        const rows = statement.all(...parameters) as Row[];
        return SelectQueryNode.is(query.query) ? { rows } : { rows, numAffectedRows: BigInt(rows.length) };
      } catch (error) {
        throw sqliteError(error);
      }
    },
    inTransaction: () => database.isTransaction,
    serialize: () => database.serialize(),
    deserialize: (image) => {
      statements.clear();
      database.deserialize(image);
    },
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

/** Node binds every number as a floating-point one, which a text column would keep as "5.0"; a bigint is bound as an integer. */
function bound(value: unknown): SQLInputValue {
  const stored = storedValue(value);
  return typeof stored === "number" ? BigInt(stored) : stored;
}
