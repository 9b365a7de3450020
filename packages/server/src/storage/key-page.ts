import { type SelectQueryBuilder, type SqlBool, type StringReference, sql } from "kysely";

/** A page of rows in the order of one text column, whose values are all different among them. */
export interface KeyPage {
  /** The key that the last page ended with; "" for the first page. */
  after: string;
  /** How many rows at most. */
  limit: number;
}

/** Cuts a query to a page. */
export function pageByKey<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  column: StringReference<DB, TB>,
  { after, limit }: KeyPage,
): SelectQueryBuilder<DB, TB, Row> {
  const key = sql.ref<string>(column);
  return query.where(sql<SqlBool>`${key} > ${after}`).orderBy(key).limit(limit);
}
