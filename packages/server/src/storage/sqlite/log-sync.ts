import { type FileHandle, open } from "node:fs/promises";

/** Brings a database's write-ahead log to the disk, off the event loop. */
export interface LogSync {
  /** Settles when all that was committed before the call is on the disk. @throws the system's error */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Syncs `{file}-wal`, which is there from the first write on and stays the same file until the last connection is closed: SQLite starts it over
 * in place. Closing it here lets go of no lock: SQLite locks the database and its `-shm`, never the log (https://sqlite.org/walformat.html).
 */
export function createLogSync(file: string): LogSync {
  let log: Promise<FileHandle> | undefined;
  return {
    async sync() {
      log ??= open(`${file}-wal`, "r+");
      await (await log).datasync();
    },
    async close() {
      await (await log?.catch(() => undefined))?.close();
      log = undefined;
    },
  };
}
