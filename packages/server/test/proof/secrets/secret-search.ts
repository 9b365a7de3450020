/** A text to look for, and what to call it when it is found: never the text itself. */
export interface Needle {
  name: string;
  text: string;
}

/** Of a long secret a part of this length gives it away as well as the whole. */
const PART = 24;

/** Bytes of the shortest form to look for. */
const SHORTEST = 6;

/** How many bytes beside a base64 group are not told by the secret alone. */
const ALIGNMENTS = [0, 1, 2];

/**
 * The forms in which a secret may lie about: as it is, as JSON and URLs write it, in hexadecimal, in base64 at any offset, in other
 * encodings of characters.
 */
export function formsOf(secret: string): { form: string; bytes: Buffer }[] {
  const start = Math.max(0, Math.floor((secret.length - PART) / 2));
  const part = secret.slice(start, start + PART);
  const utf8 = Buffer.from(part, "utf8");
  const forms: [string, Buffer][] = [
    ["as it is", utf8],
    ["in JSON", Buffer.from(JSON.stringify(part).slice(1, -1))],
    ["in JSON within JSON", Buffer.from(JSON.stringify(JSON.stringify(part).slice(1, -1)).slice(1, -1))],
    ["in a URL", Buffer.from(encodeURIComponent(part))],
    ["in a form", Buffer.from(new URLSearchParams({ "": part }).toString().slice(1))],
    ["in HTML", Buffer.from(part.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;"))],
    ["in hexadecimal", Buffer.from(utf8.toString("hex"))],
    ["in capital hexadecimal", Buffer.from(utf8.toString("hex").toUpperCase())],
    ["in UTF-16", Buffer.from(part, "utf16le")],
    ["in UTF-16, big end first", Buffer.from(part, "utf16le").swap16()],
    ["in Latin-1", Buffer.from(part, "latin1")],
    ["reversed", Buffer.from([...part].reverse().join(""))],
  ];
  for (const offset of ALIGNMENTS) {
    for (const alphabet of ["base64", "base64url"] as const) {
      forms.push([`in ${alphabet}`, Buffer.from(base64Core(utf8, offset, alphabet))]);
    }
  }
  const others = new Map<string, { form: string; bytes: Buffer }>();
  for (const [form, bytes] of forms) {
    const key = bytes.toString("latin1");
    // A short form is found by chance.
    if (bytes.length >= SHORTEST && !others.has(key)) others.set(key, { form, bytes });
  }
  return [...others.values()];
}

/** What base64 of a text that has the bytes `offset` bytes after a group's beginning must contain. */
function base64Core(bytes: Buffer, offset: number, alphabet: "base64" | "base64url"): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString(alphabet)
    .replace(/=+$/, "");
  const groups = Math.floor((offset + bytes.length) / 3);
  return text.slice(offset === 0 ? 0 : 4, groups * 4);
}

/** Searches texts and files for secrets. */
export interface SecretSearch {
  /** @returns where something was found: `SignUp input.Password in base64, in the log` */
  find(haystack: Buffer, where: string): string[];
}

export function secretSearch(needles: readonly Needle[]): SecretSearch {
  const forms = needles.flatMap(({ name, text }) => {
    const digits = /^\d+$/.test(text);
    return formsOf(text).map(({ form, bytes }) => ({ found: `${name} ${form}`, bytes, digits }));
  });
  return {
    find(haystack, where) {
      const found = forms.filter(({ bytes, digits }) => contains(haystack, bytes, digits));
      return [...new Set(found.map(({ found: what }) => `${what}, ${where}`))];
    },
  };
}

/**
 * A code of six digits is found only where it stands by itself: long numbers, fractions, UUIDs and hashes hold any code now and then.
 */
function contains(haystack: Buffer, bytes: Buffer, digits: boolean): boolean {
  for (let at = haystack.indexOf(bytes); at !== -1; at = haystack.indexOf(bytes, at + 1)) {
    if (!digits || !isPartOfNumber(haystack, at, at + bytes.length)) return true;
  }
  return false;
}

/** So many digits of hexadecimal, or hyphens, beside a code make it a part of a hash or a UUID. */
const HASH = 6;

function isPartOfNumber(haystack: Buffer, begin: number, end: number): boolean {
  const at = (index: number) => String.fromCharCode(haystack[index] ?? 0);
  const isDigit = (index: number) => /\d/.test(at(index));
  if (isDigit(begin - 1) || isDigit(end) || (at(begin - 1) === "." && isDigit(begin - 2))) return true;
  let [from, to] = [begin, end];
  while (/[\da-f-]/i.test(at(from - 1))) from -= 1;
  while (/[\da-f-]/i.test(at(to))) to += 1;
  return begin - from + (to - end) >= HASH;
}
