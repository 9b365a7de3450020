import { closeSync, openSync, statSync } from "node:fs";
import { unusableFile } from "../../platform/unusable-file.ts";
import { assertOurs } from "./assert-ours.ts";
import { holderOfDatabaseFile } from "./file-lock.ts";

/** A database file as it can be seen without opening it. */
export interface SqliteFileFindings {
  bytes: number;
  /** Who has it open; undefined when nobody has. */
  holder: string | undefined;
}

/**
 * Looks at a database file and changes nothing.
 *
 * @returns undefined when there is none
 * @throws what opening it would throw: UnusableFileError, ForeignDatabaseError
 */
export function examineSqliteFile(file: string): SqliteFileFindings | undefined {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    if (!found) return undefined;
    closeSync(openSync(file, "r+"));
    assertOurs(file);
    return { bytes: found.size, holder: holderOfDatabaseFile(file) };
  } catch (error) {
    throw unusableFile(file, error);
  }
}
