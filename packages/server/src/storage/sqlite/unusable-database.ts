import { UnusableFileError, unusableFile } from "../../platform/unusable-file.ts";

/** SQLite's primary result codes (https://sqlite.org/rescode.html) of a file that it cannot work with. */
const REASONS: ReadonlyMap<number, string> = new Map([
  [8, "it cannot be written to"],
  [10, "it could not be read or written, as when a disk is full or broken"],
  [11, "it is damaged: restore a backup"],
  [13, "no space is left on its disk"],
  [14, "it cannot be opened"],
  [26, "it is damaged: restore a backup"],
]);

/** @returns an UnusableFileError for what SQLite or the system refused while a file was opened; any other error as it is */
export function unusableDatabase(file: string, error: unknown): unknown {
  const code = sqliteCode(error);
  const reason = code === undefined ? undefined : REASONS.get(code);
  return reason === undefined ? unusableFile(file, error) : new UnusableFileError(file, reason, error);
}

/** Whether a statement failed by the file or its disk, and not by what it says. */
export function isUnusable(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && REASONS.has(code);
}

/** The primary result code of what SQLite threw. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode & 0xff;
}
