import { type RawBuilder, sql } from "kysely";
import type { Unit } from "./storage.ts";

/** Rows of a table that have had their time. */
export interface Expiry<Tables, Table extends keyof Tables & string> {
  table: Table;
  /** The columns of its primary key. */
  key: readonly (keyof Tables[Table] & string)[];
  /** The times that must all have passed, in milliseconds. The first one has an index. */
  until: readonly [keyof Tables[Table] & string, ...(keyof Tables[Table] & string)[]];
}

/**
 * Deletes at most `most` rows whose time ended before `before`, the oldest first: the batch of a `storage.purge`. They are looked up by their time and
 * deleted by their keys; with both in one statement PostgreSQL may read all that expired for each batch of it.
 *
 * @returns how many it deleted
 */
export async function deleteExpired<Tables, Table extends keyof Tables & string>(
  { db }: Pick<Unit<Tables>, "db">,
  { table, key, until }: Expiry<Tables, Table>,
  before: number,
  most: number,
): Promise<number> {
  const [first] = until;
  const over = (time: (column: string) => RawBuilder<unknown>) =>
    sql.join(
      until.map((column) => sql`${time(column)} < ${before}`),
      sql` and `,
    );
  const { rows } = await sql<Record<string, string | number>>`
    select ${sql.join(key.map((column) => sql.ref(column)))} from ${sql.table(table)}
    where ${over((column) => sql`${sql.ref(column)}`)} order by ${sql.ref(first)} limit ${sql.lit(most)}`.execute(db);
  if (rows.length === 0) return 0;
  const named = rows.map(
    (row) =>
      sql`(${sql.join(
        key.map((column) => sql`${sql.ref(column)} = ${row[column]}`),
        sql` and `,
      )})`,
  );
  // Somebody may have renewed a row meanwhile. A sum has no index, so that the key's is taken.
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(table)}
    where (${sql.join(named, sql` or `)}) and ${over((column) => sql`${sql.ref(column)} + 0`)}`.execute(db);
  return Number(numAffectedRows);
}
