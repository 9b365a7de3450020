import { type RawBuilder, sql } from "kysely";
import type { Unit } from "./storage.ts";

/** Some rows of a table. */
export interface ChosenRows<Tables, Table extends keyof Tables & string> {
  table: Table;
  /** The columns of its primary key. */
  key: readonly (keyof Tables[Table] & string)[];
  /** What chooses them, by an index. */
  where: RawBuilder<unknown>;
  orderBy?: keyof Tables[Table] & string;
  /** What must hold for each of them when it is deleted. It must have no index, so that the key's is taken. */
  still?: RawBuilder<unknown>;
}

/**
 * Deletes at most `most` rows, a hundred or so: the batch of a `storage.purge`. They are looked up by what chooses them and deleted by their keys; with both in
 * one statement PostgreSQL may read all that are to go for each batch of them.
 *
 * @returns how many it deleted
 */
export async function deleteChosen<Tables, Table extends keyof Tables & string>(
  { db }: Pick<Unit<Tables>, "db">,
  { table, key, where, orderBy, still = sql`1 = 1` }: ChosenRows<Tables, Table>,
  most: number,
): Promise<number> {
  const order = orderBy === undefined ? sql`` : sql`order by ${sql.ref(orderBy)}`;
  const { rows } = await sql<Record<string, string | number>>`
    select ${sql.join(key.map((column) => sql.ref(column)))} from ${sql.table(table)}
    where ${where} ${order} limit ${sql.lit(most)}`.execute(db);
  if (rows.length === 0) return 0;
  const named = rows.map(
    (row) =>
      sql`(${sql.join(
        key.map((column) => sql`${sql.ref(column)} = ${row[column]}`),
        sql` and `,
      )})`,
  );
  const { numAffectedRows = 0n } = await sql`
    delete from ${sql.table(table)} where (${sql.join(named, sql` or `)}) and ${still}`.execute(db);
  return Number(numAffectedRows);
}
