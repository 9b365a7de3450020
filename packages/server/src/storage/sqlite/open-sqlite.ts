import { closeSync, fsyncSync, openSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { openPrivateFolder } from "../../platform/private-folder.ts";
import { APPLICATION_ID, assertOurs } from "./assert-ours.ts";
import { lockDatabaseFile } from "./file-lock.ts";
import { guardedConnection } from "./guarded-connection.ts";
import { openSqliteConnection, type SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteConnections } from "./sqlite-engine.ts";

/**
 * Opens the file that holds a server's data, creating it (readable by its owner only) and its folder when they do not exist.
 *
 * @throws DatabaseInUseError, ForeignDatabaseError
 */
export function openSqliteFile(file: string): SqliteConnections {
  const path = createFile(resolve(file));
  assertOurs(path);
  const lock = lockDatabaseFile(path);
  const opened: SqliteConnection[] = [];
  const open = () => {
    const connection = openSqliteConnection(path);
    opened.push(connection);
    configure(connection);
    return connection;
  };
  try {
    const writing = open();
    // The id first: it must be in the file itself, not only in the write-ahead log.
    writing.execute(`pragma application_id = ${APPLICATION_ID}; pragma journal_mode = wal`);
    // Every acknowledged unit is on the disk: in WAL mode only FULL syncs at each commit. On macOS a sync alone leaves the drive's cache.
    writing.execute("pragma synchronous = full; pragma fullfsync = on; pragma checkpoint_fullfsync = on");
    // A page that many commits change is copied into the database once: four times SQLite's own number of pages, 16 MB, between two copies.
    writing.execute("pragma wal_autocheckpoint = 4000");
    // A burst of writes must not leave a huge file behind.
    writing.execute("pragma journal_size_limit = 67108864");
    const reading = open();
    reading.execute("pragma query_only = on");
    return { writing: guardedConnection(writing, path), reading, release: lock.release };
  } catch (error) {
    for (const connection of opened) connection.close();
    lock.release();
    throw error;
  }
}

/** Opens a database that nothing outlives. */
export function openSqliteMemory(): SqliteConnections {
  const writing = openSqliteConnection(":memory:");
  configure(writing);
  return { writing, reading: undefined, release: () => {} };
}

function configure(connection: SqliteConnection): void {
  connection.execute(
    "pragma foreign_keys = on; pragma trusted_schema = off; pragma temp_store = memory; pragma busy_timeout = 1000",
  );
}

/** Creates an empty file for the owner alone (SQLite gives its companions the same mode) and gives its one true path. */
function createFile(file: string): string {
  openPrivateFolder(dirname(file));
  const folder = realpathSync(dirname(file));
  const path = join(folder, basename(file));
  closeSync(openSync(path, "a", 0o600));
  if (process.platform !== "win32") {
    const handle = openSync(folder, "r");
    fsyncSync(handle);
    closeSync(handle);
  }
  return realpathSync(path);
}
