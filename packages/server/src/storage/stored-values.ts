/**
 * What a statement may carry, the same on both databases: text that both can hold, whole numbers that JavaScript can hold exactly,
 * bytes and null.
 */
export type StoredValue = string | number | bigint | Uint8Array | null;

/**
 * Whether a text can be stored. PostgreSQL has no U+0000 in text, and half of a surrogate pair has no UTF-8: either database would
 * change or refuse it. Whoever takes text from a client asks this first and answers with his service's error.
 */
function isStorableText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** A value that no statement may carry. Says which kind, never the value, which may be a secret. */
export class UnstorableValueError extends Error {
  override readonly name = "UnstorableValueError";
}

/**
 * Checks one parameter of a statement.
 *
 * @throws UnstorableValueError for text with U+0000 or half a surrogate pair, fractions, integers past 2^53, booleans, dates and objects.
 */
export function storedValue(value: unknown): StoredValue {
  switch (typeof value) {
    case "string":
      if (isStorableText(value)) return value;
      throw new UnstorableValueError("text with U+0000 or half a surrogate pair cannot be stored");
    case "number":
      if (Number.isSafeInteger(value)) return value;
      throw new UnstorableValueError("a number that is not a whole one within 2^53 cannot be stored");
    case "bigint":
      if (value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) return value;
      throw new UnstorableValueError("an integer past 2^53 cannot be stored");
    default:
      if (value === null || value instanceof Uint8Array) return value;
      throw new UnstorableValueError(
        `a value of type ${typeof value} cannot be stored: use text, integers, bytes or null`,
      );
  }
}
