/** A statement that broke a constraint, told alike by both databases. Carries no values. */
export class ConstraintViolation extends Error {
  override readonly name = "ConstraintViolation";
  readonly kind: ConstraintKind;
  /** Unknown for a foreign key on SQLite. */
  readonly table: string | undefined;
  /** The constrained columns, in the order of the constraint, where the database says them. */
  readonly columns: readonly string[];

  constructor(kind: ConstraintKind, table: string | undefined, columns: readonly string[], cause?: Error) {
    super(
      `${kind} constraint failed${table === undefined ? "" : ` on ${table}`}${columns.length > 0 ? ` (${columns.join(", ")})` : ""}`,
    );
    this.kind = kind;
    this.table = table;
    this.columns = columns;
    if (cause?.stack !== undefined)
      this.stack = `${this.name}: ${this.message}\n${cause.stack.split("\n").slice(1).join("\n")}`;
  }
}

export type ConstraintKind = "unique" | "foreign key" | "not null" | "check";

/**
 * Whether a unit failed because a row with the same key exists.
 *
 * @param table only a violation in this table counts.
 * @param columns only the constraint over exactly these columns counts, in any order.
 */
export function isUniqueViolation(
  error: unknown,
  table?: string,
  columns?: readonly string[],
): error is ConstraintViolation {
  if (!(error instanceof ConstraintViolation) || error.kind !== "unique") return false;
  if (table !== undefined && error.table !== table) return false;
  return (
    columns === undefined ||
    (columns.length === error.columns.length && columns.every((column) => error.columns.includes(column)))
  );
}

/** Whether a unit failed because a row it refers to does not exist, or because others still refer to the row it deletes. */
export function isForeignKeyViolation(error: unknown): error is ConstraintViolation {
  return error instanceof ConstraintViolation && error.kind === "foreign key";
}
