import type { Kysely, RawBuilder } from "kysely";

/**
 * One step of the schema. Names are `NNNN-what`, unique within their service; steps run in order of service registration, then name,
 * each in a transaction of its own, once. A step that was ever released is never changed, only followed by another.
 */
export interface Migration {
  name: string;
  up(db: Kysely<unknown>, types: ColumnTypes): Promise<void>;
}

/** The steps of one service. */
export interface ServiceMigrations {
  /** The endpoint's name: `cognito-idp`. */
  service: string;
  migrations: readonly Migration[];
}

/**
 * The portable column types. Text compares by code point on both databases; integers are 64 bits, of which JavaScript takes 53; JSON is
 * text. There are no booleans (integers 0 and 1), no dates (integers, milliseconds) and no fractions.
 */
export interface ColumnTypes {
  dialect: "sqlite" | "postgres";
  text: "text" | RawBuilder<unknown>;
  integer: "integer" | "bigint";
  blob: "blob" | "bytea";
  /** A key that the database counts up by itself: with `serialKey(types)` of column-types.ts. */
  serial: "integer" | "bigserial";
}
