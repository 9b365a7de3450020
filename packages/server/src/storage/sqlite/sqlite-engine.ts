import type { CompiledQuery } from "kysely";
import type { Engine } from "../engine.ts";
import { assertReads, queryBuilder } from "../query-builder.ts";
import { assertOutsideUnit } from "../unit-guard.ts";
import { emptyTables } from "./empty-tables.ts";
import { createSharedCommit } from "./shared-commit.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

export interface SqliteConnections {
  /** The only connection that writes. */
  writing: SqliteConnection;
  /**
   * Sees committed units only, and is what reads while the other is in a transaction. Absent for a database in memory, which has one
   * connection: there a read waits for the transaction under way.
   */
  reading: SqliteConnection | undefined;
  /** Called last, when both are closed. */
  release(): void;
}

export function createSqliteEngine({ writing, reading, release }: SqliteConnections): Engine {
  const commits = createSharedCommit(writing);
  const read = async <Row>(query: CompiledQuery) => {
    assertOutsideUnit("storage.db");
    assertReads(query);
    // Between two transactions the writing connection sees the same, and has the pages at hand that it has just written: the other one
    // reads them anew after each commit, and a point read costs a third more there.
    if (reading) return (writing.inTransaction() ? reading : writing).query<Row>(query);
    for (let busy = commits.underWay(); busy; busy = commits.underWay()) await busy;
    return writing.query<Row>(query);
  };
  return {
    dialect: "sqlite",
    reader: queryBuilder("sqlite", read),
    write: (body) => commits.write(body),
    // There is no other node.
    announce: async () => {},
    empty: emptyTables,
    close: async () => {
      await commits.drained();
      reading?.close();
      writing.close();
      release();
    },
  };
}
