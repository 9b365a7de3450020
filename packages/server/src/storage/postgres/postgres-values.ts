import type { CustomTypesConfig } from "pg";
import pg from "pg";

const INT8 = 20;
const NUMERIC = 1700;
const BYTEA = 17;

/** Readers of the types whose values would differ from SQLite's: numbers are numbers, bytes are plain arrays. */
const READERS: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [INT8, exactNumber],
  [NUMERIC, exactNumber], // the sum of bigints
  [BYTEA, plainBytes],
]);

export const postgresValues: CustomTypesConfig = {
  getTypeParser: (oid, format) => READERS.get(oid) ?? pg.types.getTypeParser(oid, format),
};

/** @throws RangeError past 2^53, as SQLite's driver does. */
function exactNumber(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new RangeError("The database holds an integer past 2^53.");
  return value;
}

/** From "\x" and hexadecimal digits. */
function plainBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text.slice(2), "hex");
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
