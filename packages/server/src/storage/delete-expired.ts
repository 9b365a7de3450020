import { type RawBuilder, sql } from "kysely";
import { type ChosenRows, deleteChosen } from "./delete-chosen.ts";
import type { Unit } from "./storage.ts";

/** Rows of a table that have had their time. */
export interface Expiry<Tables, Table extends keyof Tables & string>
  extends Pick<ChosenRows<Tables, Table>, "table" | "key"> {
  /** The times that must all have passed, in milliseconds. The first one has an index. */
  until: readonly [keyof Tables[Table] & string, ...(keyof Tables[Table] & string)[]];
}

/**
 * Deletes at most `most` rows whose time ended before `before`, the oldest first.
 *
 * @returns how many it deleted
 */
export async function deleteExpired<Tables, Table extends keyof Tables & string>(
  tx: Pick<Unit<Tables>, "db">,
  { table, key, until }: Expiry<Tables, Table>,
  before: number,
  most: number,
): Promise<number> {
  const over = (time: (column: string) => RawBuilder<unknown>) =>
    sql.join(
      until.map((column) => sql`${time(column)} < ${before}`),
      sql` and `,
    );
  const where = over((column) => sql`${sql.ref(column)}`);
  // Somebody may renew a row between the two statements. A sum has no index.
  const still = over((column) => sql`${sql.ref(column)} + 0`);
  return deleteChosen(tx, { table, key, where, orderBy: until[0], still }, most);
}
