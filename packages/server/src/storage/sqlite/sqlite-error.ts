import { type ConstraintKind, ConstraintViolation } from "../constraint-violation.ts";

/** SQLite's extended result codes of broken constraints (https://sqlite.org/rescode.html). */
const CONSTRAINTS: ReadonlyMap<number, ConstraintKind> = new Map([
  [275, "check"],
  [787, "foreign key"],
  [1299, "not null"],
  [1555, "unique"], // a primary key
  [2067, "unique"],
  [2579, "unique"], // a row id
]);

/** What SQLite threw, with broken constraints as {@link ConstraintViolation}. Its messages name tables and columns, never values. */
export function sqliteError(error: unknown): unknown {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return error;
  const kind = CONSTRAINTS.get(error.errcode);
  if (kind === undefined) return error;
  // "UNIQUE constraint failed: users.pool_id, users.name"
  const named = error.message.slice(error.message.indexOf(": ") + 2).split(", ");
  const columns = named.filter((name) => /^\w+\.\w+$/.test(name)).map((name) => name.split("."));
  return new ConstraintViolation(
    kind,
    columns[0]?.[0],
    columns.flatMap(([, column]) => (column === undefined ? [] : [column])),
    error,
  );
}
