import type { Kysely } from "kysely";

/**
 * One step of the schema. Names are `NNNN-what`, unique within their service; steps run in order of service registration, then name,
 * each in a transaction of its own, once.
 */
export interface Migration {
  name: string;
  up(db: Kysely<unknown>, types: ColumnTypes): Promise<void>;
}

/** The portable column types. Text compares by code point on both databases; integers are 64 bits; JSON is text. */
export interface ColumnTypes {
  text: "text";
  integer: "integer" | "bigint";
  blob: "blob" | "bytea";
  /** A key that the database counts up by itself. */
  serial: "integer" | "bigserial";
}
