const LAST = 0x10ffff;

/**
 * The first text after all that begin with a prefix, in the order of code points, which is that of SQLite's BINARY and of PostgreSQL's
 * "C": together they make a prefix search a range of an index.
 *
 * @param prefix well-formed
 * @returns undefined when no text comes after: for "" and for prefixes of the last code point alone
 */
export function prefixEnd(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === LAST) points.pop();
  const last = points.pop();
  return last === undefined ? undefined : String.fromCodePoint(...points, after(last));
}

/** Surrogates are no characters: what comes after U+D7FF is U+E000. */
function after(point: number): number {
  return point === 0xd7ff ? 0xe000 : point + 1;
}
