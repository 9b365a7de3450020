import { statSync } from "node:fs";
import { DatabaseRemovedError } from "../errors.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/**
 * A connection to a file that looks before and after each transaction whether its file and its log are still where they were opened. A process goes on writing
 * into a file that was deleted, and all of that is lost with its end: nobody must be told that it was kept. It costs some microseconds, a commit some hundred.
 */
export function guardedConnection(connection: SqliteConnection, file: string): SqliteConnection {
  const opened = new Map<string, string>();
  const look = () => {
    for (const path of [file, `${file}-wal`]) {
      const found = identityOf(path);
      const known = opened.get(path);
      // The log is made with the first transaction.
      if (known === undefined && found !== undefined) opened.set(path, found);
      else if (known !== found) throw new DatabaseRemovedError(path);
    }
  };
  look();
  return {
    ...connection,
    step: (sql) => {
      if (sql === "begin immediate") look();
      connection.step(sql);
      if (sql === "commit") look();
    },
  };
}

function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}
