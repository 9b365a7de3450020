import { closeSync, openSync, readSync } from "node:fs";
import { ForeignDatabaseError } from "../errors.ts";

/** "Pool" in ASCII: tells a database of ours from any other program's file. */
export const APPLICATION_ID = 0x506f6f6c;

/**
 * Refuses a file that is not ours before anything is done to it or beside it. Read without SQLite, which would lock it.
 * (The header is described in https://sqlite.org/fileformat.html.)
 *
 * @throws ForeignDatabaseError
 */
export function assertOurs(path: string): void {
  const header = Buffer.alloc(72);
  const handle = openSync(path, "r");
  const length = readSync(handle, header, 0, header.length, 0);
  closeSync(handle);
  if (length === 0) return;
  if (header.toString("latin1", 0, 16) !== "SQLite format 3\0") {
    throw new ForeignDatabaseError(`The file ${path} is not a database: it was left as it is.`);
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID) {
    throw new ForeignDatabaseError(`The file ${path} is the database of another program: it was left as it is.`);
  }
}
