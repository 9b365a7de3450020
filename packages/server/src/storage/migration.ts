import type { Kysely, RawBuilder } from "kysely";

/**
 * One step of the schema. Names are `NNNN-what`, unique within their service; steps run in order of service registration, then name, once. A step
 * that was ever released is never changed, only followed by another.
 */
export type Migration = TablesStep | IndexStep;

/** A step in a transaction of its own: it makes and changes tables, and builds the indexes of tables that it makes. */
export interface TablesStep {
  name: string;
  up(db: Kysely<unknown>, types: ColumnTypes): Promise<void>;
}

/**
 * A step that builds one index of a table that was there before and may be large by now. On PostgreSQL it is built beside the work of the other nodes
 * (CREATE INDEX CONCURRENTLY), which a transaction cannot do.
 */
export interface IndexStep {
  name: string;
  index: NewIndex;
}

export interface NewIndex {
  name: string;
  table: string;
  columns: readonly string[];
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
