import type { Option } from "./option.ts";

type Described<T> = Pick<Option<T>, "help"> & Partial<Pick<Option<T>, "secret" | "environment">>;

/** Any text. Undefined when it is not given. */
export function text(value: string, described: Described<string>): Option<string | undefined> {
  return { value, fallback: undefined, parse: (given) => given, ...described };
}

/** Whatever `parse` makes of the text. Undefined when it is not given. */
export function parsed<T>(value: string, parse: (given: string) => T, described: Described<T>): Option<T | undefined> {
  return { value, fallback: undefined, parse, ...described };
}

/** Text with a default. */
export function textOr(value: string, fallback: string, described: Described<string>): Option<string> {
  return { value, fallback, parse: (given) => given, ...described };
}

/** On or off; off when it is not given. */
export function toggle(described: Described<boolean>): Option<boolean> {
  return { value: undefined, fallback: false, parse: parseToggle, ...described };
}

const toggleWords: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  "1": true,
  false: false,
  no: false,
  off: false,
  "0": false,
};

function parseToggle(given: string): boolean {
  const meaning = toggleWords[given.toLowerCase()];
  if (meaning === undefined) throw new Error("must be true or false");
  return meaning;
}

/** One of a few words. */
export function choice<const Word extends string>(
  words: readonly Word[],
  fallback: Word,
  described: Described<Word>,
): Option<Word> {
  const parse = (given: string): Word => {
    const word = words.find((one) => one === given);
    if (word === undefined) throw new Error(`must be one of ${words.join(", ")}`);
    return word;
  };
  return { value: words.join("|"), fallback, parse, ...described };
}

/** A whole number in a range, both ends included. */
export function integer(
  value: string,
  range: { from: number; to: number; fallback: number },
  described: Described<number>,
): Option<number> {
  const parse = (given: string): number => {
    const number = /^\d{1,15}$/.test(given) ? Number(given) : Number.NaN;
    if (!(number >= range.from && number <= range.to))
      throw new Error(`must be a whole number from ${range.from} to ${range.to}`);
    return number;
  };
  return { value, fallback: range.fallback, parse, ...described };
}

const units: Readonly<Record<string, number>> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** A number of bytes: `1048576`, `512k`, `10m`. */
export function size(value: string, fallback: number, described: Described<number>): Option<number> {
  const parse = (given: string): number => {
    const match = /^(\d{1,12})([kmg]?)b?$/i.exec(given);
    const bytes = Number(match?.[1]) * (units[match?.[2]?.toLowerCase() ?? ""] ?? Number.NaN);
    if (!(bytes >= 1)) throw new Error("must be a number of bytes, such as 512k or 10m");
    return bytes;
  };
  return { value, fallback, parse, ...described };
}

const spans: Readonly<Record<string, number>> = { h: 3_600_000, d: 24 * 3_600_000, w: 7 * 24 * 3_600_000 };

/** A span of time in milliseconds: `12h`, `90d`, `52w`. Undefined, which is the default, for `forever`. */
export function span(value: string, described: Described<number>): Option<number | undefined> {
  const parse = (given: string): number | undefined => {
    if (given === "forever") return undefined;
    const match = /^([1-9]\d{0,5})([hdw])$/.exec(given);
    const milliseconds = Number(match?.[1]) * (spans[match?.[2] ?? ""] ?? Number.NaN);
    if (Number.isNaN(milliseconds)) throw new Error("must be forever, or a time such as 12h, 90d or 52w");
    return milliseconds;
  };
  return { value, fallback: undefined, parse, ...described };
}

/** A URL of one of the given schemes, as given, without a final slash. */
export function url(
  value: string,
  schemes: readonly string[],
  described: Described<string>,
): Option<string | undefined> {
  const parse = (given: string): string => {
    const parsed = URL.canParse(given) ? new URL(given) : undefined;
    if (!parsed || !schemes.includes(parsed.protocol.slice(0, -1)))
      throw new Error(`must be a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(" or ")}`);
    return given.replace(/\/+$/, "");
  };
  return { value, fallback: undefined, parse, ...described };
}

/** Entries separated by commas, each checked by `parseEntry`. */
export function list(
  value: string,
  parseEntry: (entry: string) => string,
  described: Described<string[]>,
): Option<string[]> {
  const parse = (given: string): string[] =>
    given
      .split(",")
      .map((entry) => entry.trim())
      .filter((entry) => entry !== "")
      .map(parseEntry);
  return { value, fallback: [], parse, ...described };
}
