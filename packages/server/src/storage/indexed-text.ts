/** UTF-16 units of a text that an index holds: at most 1,536 bytes of UTF-8, which leaves room for the key's other columns. */
const INDEXED_UNITS = 512;

/**
 * The beginning of a text that an index may hold. PostgreSQL refuses index rows longer than 2,704 bytes, and a client's attribute may have 8,192:
 * a search column holds this much, and who finds a row by it compares the whole text besides.
 */
export function indexedBeginning(text: string): string {
  if (text.length <= INDEXED_UNITS) return text;
  const beginning = text.slice(0, INDEXED_UNITS);
  // Not half of a pair, which cannot be stored.
  return beginning.isWellFormed() ? beginning : beginning.slice(0, -1);
}
