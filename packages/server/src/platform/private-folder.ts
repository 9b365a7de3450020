import { randomBytes } from "node:crypto";
import { mkdirSync, rmdirSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unusableFile } from "./unusable-file.ts";

/**
 * Makes a folder that only its owner may enter, and those above it, unless they are there; and sees that a file can be written in it.
 *
 * @throws UnusableFileError
 */
export function openPrivateFolder(folder: string): void {
  make(folder);
  tryToWrite(folder);
}

/**
 * Sees that `openPrivateFolder` would do, and leaves nothing behind.
 *
 * @throws UnusableFileError, as that would
 */
export function tryPrivateFolder(folder: string): void {
  const made: string[] = [];
  try {
    make(folder, made);
    tryToWrite(folder);
  } finally {
    for (const path of made.reverse()) removeIfEmpty(path);
  }
}

/** Node's own `recursive` never comes to an end where the system says ENOENT although the folder above is there, as in /proc (Node 24.21). */
function make(folder: string, made: string[] = []): void {
  try {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory()) return;
    if (!found && dirname(folder) !== folder) make(dirname(folder), made);
    mkdirSync(folder, { mode: 0o700 });
    made.push(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw unusableFile(folder, error);
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A page, which does not fit any more on a disk that is full. */
function tryToWrite(folder: string): void {
  const file = join(folder, `write-check.${process.pid}.${randomBytes(6).toString("hex")}`);
  try {
    writeFileSync(file, Buffer.alloc(4096), { flag: "wx", mode: 0o600 });
  } catch (error) {
    throw unusableFile(folder, error);
  } finally {
    unlinkIfThere(file);
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody has put something there meanwhile.
  }
}

function unlinkIfThere(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It was not made: the error that matters is the one of writing it.
  }
}
