import type { SelectQueryBuilder } from "kysely";

/** How many rows a query without columns has: `countRows(tx.db.selectFrom("groups").where("pool_id", "=", poolId))`. */
export async function countRows<DB, TB extends keyof DB>(
  query: SelectQueryBuilder<DB, TB, Record<never, never>>,
): Promise<number> {
  const { count } = await query
    .select((select) => select.fn.countAll<number | bigint | string>().as("count"))
    .$castTo<{ count: number | bigint | string }>()
    .executeTakeFirstOrThrow();
  return Number(count);
}
