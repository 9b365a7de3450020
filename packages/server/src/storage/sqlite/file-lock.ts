import { closeSync, existsSync, openSync } from "node:fs";
import { hostname } from "node:os";
import { DatabaseSync } from "node:sqlite";
import { unusableFile } from "../../platform/unusable-file.ts";
import { DatabaseInUseError } from "../errors.ts";
import { sqliteCode, unusableDatabase } from "./unusable-database.ts";

const SQLITE_BUSY = 5;

/** Keeps other processes from a database file until released, or until this process ends in whatever way. */
export interface FileLock {
  release(): void;
}

/**
 * Takes the lock beside a database file. It is SQLite's own lock on a small database, since Node has none of its own: the
 * operating system drops it with the process, kill -9 included, and it holds between threads of one process too.
 *
 * @throws DatabaseInUseError saying who holds it; UnusableFileError when the lock cannot be written.
 */
export function lockDatabaseFile(file: string): FileLock {
  const path = `${file}.lock`;
  try {
    closeSync(openSync(path, "a", 0o600));
  } catch (error) {
    throw unusableFile(path, error);
  }
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    // The holder's name must be committed before the lock is taken for good, so that the next one can read it.
    lock.exec("begin immediate");
    lock.exec("create table if not exists holder (name text not null)");
    lock.exec("delete from holder");
    lock.prepare("insert into holder values (?)").run(`process ${process.pid} on ${hostname()}`);
    lock.exec("commit");
    lock.exec("begin immediate");
    return { release: () => lock.close() };
  } catch (error) {
    const holder = holderOf(lock);
    lock.close();
    if (sqliteCode(error) !== SQLITE_BUSY) throw unusableDatabase(path, error);
    throw new DatabaseInUseError(
      `The database ${file} is in use by ${holder}: stop it first, or give this server a data folder of its own (--data).`,
      { cause: error },
    );
  }
}

/** Who holds the lock beside a database file, which is left as it is; undefined when nobody does. */
export function holderOfDatabaseFile(file: string): string | undefined {
  const path = `${file}.lock`;
  if (!existsSync(path)) return undefined;
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec("begin immediate; rollback");
    return undefined;
  } catch (error) {
    if (sqliteCode(error) !== SQLITE_BUSY) throw unusableDatabase(path, error);
    return holderOf(lock);
  } finally {
    lock.close();
  }
}

function holderOf(lock: DatabaseSync): string {
  try {
    const row = lock.prepare("select name from holder").get();
    return typeof row?.name === "string" ? row.name : "another process";
  } catch {
    return "another process";
  }
}
