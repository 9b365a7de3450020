/**
 * Control and format characters, those that end a line or a paragraph, and lone surrogates. JSON escapes only those below U+0020 and the last:
 * U+009B begins commands to a terminal, U+202E turns the text around, U+2028 ends a line for some readers.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** JSON text with such characters as escapes, which mean the same to whoever parses it. Line ends of JSON's own layout are escaped too. */
export function escapeInvisible(json: string): string {
  return json.replace(INVISIBLE, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}
