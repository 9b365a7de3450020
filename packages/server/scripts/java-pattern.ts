import type { AroundModel, PatternModel } from "../src/models/service-model.ts";

/** Java's `\s` without UNICODE_CHARACTER_CLASS: six ASCII characters, fewer than JavaScript's. */
const space = " \\t\\n\\x0b\\f\\r";
/** The inside of a class for each of Java's escapes; those in capitals are written out, so that they can stand within a class. */
const escapedClasses: Readonly<Record<string, string>> = {
  s: space,
  S: "\\x00-\\x08\\x0e-\\x1f!-\\u{10ffff}",
  d: "0-9",
  D: "\\x00-\\/:-\\u{10ffff}",
  w: "\\w",
  W: "\\W",
};
/** What Java's `.` leaves out: JavaScript's line terminators and NEL. */
const lineTerminators = "\\n\\r\\x85\\u2028\\u2029";

/** Java's POSIX classes, which are ASCII, as the inside of a JavaScript character class. */
const posixClasses: Readonly<Record<string, string>> = {
  Alpha: "a-zA-Z",
  Digit: "0-9",
  Alnum: "0-9a-zA-Z",
  Lower: "a-z",
  Upper: "A-Z",
  Punct: "!-\\/:-@\\[-`\\{-~",
  Graph: "!-~",
  Print: " -~",
  Blank: " \\t",
  Space: space,
  XDigit: "0-9a-fA-F",
  ASCII: "\\x00-\\x7f",
};

/** An element of a pattern's top level, translated. `literal` is the character an atom stands for when it is a single one. */
interface Atom {
  source: string;
  literal?: string;
  quantifier: string;
}

/**
 * Translates a pattern of the service models, which is Java's syntax and must match a whole value, into what JavaScript can run.
 * Sequences like `X+` and `X*\{####\}X*` become an `around` instead of a regex: a backtracking matcher takes quadratic or cubic time for some,
 * and for all of them a place on its stack for each character.
 *
 * @throws Error when the pattern uses a construct that has no certain equivalent; such a pattern needs a patch.
 */
export function translateJavaPattern(text: string): PatternModel {
  const translator = new Translator(text);
  const atoms = translator.sequence();
  if (atoms !== undefined) {
    const around = aroundOf(atoms);
    if (around !== undefined) return { text, around };
  }
  const regex = `^(?:${translator.output})$`;
  new RegExp(regex, "u");
  return { text, regex };
}

class Translator {
  readonly text: string;
  output = "";
  #at = 0;
  #dotMatchesAll = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Translates everything into `output`; the atoms are given when the pattern is a plain sequence, without groups and alternatives. */
  sequence(): Atom[] | undefined {
    const atoms: Atom[] = [];
    let plain = true;
    while (this.#at < this.text.length) {
      // Outside of groups it holds up to the pattern's end.
      if (plain && this.text.startsWith("(?s)", this.#at)) {
        this.#dotMatchesAll = true;
        this.#at += 4;
        continue;
      }
      const char = this.#take();
      if (char === "(" || char === ")" || char === "|") {
        plain = false;
        this.output += char === "(" ? this.#groupStart() : char;
        if (char === ")") this.output += this.#quantifier();
        continue;
      }
      const boundary = char === "\\" && /[bB]/.test(this.text.charAt(this.#at));
      if (char === "^" || char === "$" || boundary) {
        // Anchors say nothing at the ends, since the whole value must match anyway.
        plain &&= (char === "^" && this.output === "") || (char === "$" && this.#at === this.text.length);
        this.output += boundary ? char + this.#take() : char;
        continue;
      }
      const atom = this.#atom(char);
      atom.quantifier = this.#quantifier();
      this.output += atom.source + atom.quantifier;
      atoms.push(atom);
    }
    return plain ? atoms : undefined;
  }

  #fail(what: string): never {
    throw new Error(`pattern ${JSON.stringify(this.text)}: ${what} at ${this.#at}`);
  }

  #take(): string {
    const point = this.text.codePointAt(this.#at);
    if (point === undefined) this.#fail("unexpected end");
    const char = String.fromCodePoint(point);
    this.#at += char.length;
    return char;
  }

  #groupStart(): string {
    const opening = /^\?(?::|=|!|<=|<!)/.exec(this.text.slice(this.#at))?.[0];
    if (opening === undefined) {
      if (this.text[this.#at] === "?") this.#fail("unknown kind of group");
      return "(?:";
    }
    this.#at += opening.length;
    return `(${opening}`;
  }

  #quantifier(): string {
    const found = /^(?:[*+?]|\{\d+(?:,\d*)?\})/.exec(this.text.slice(this.#at))?.[0] ?? "";
    this.#at += found.length;
    if (found === "") return "";
    if (this.text[this.#at] === "+") this.#fail("possessive quantifier");
    if (this.text[this.#at] === "?") {
      this.#at += 1;
      return `${found}?`;
    }
    return found;
  }

  #atom(char: string): Atom {
    if (char === "[") return { source: this.#characterClass(), quantifier: "" };
    if (char === ".") {
      return { source: this.#dotMatchesAll ? "[^]" : `[^${lineTerminators}]`, quantifier: "" };
    }
    if (char !== "\\") return { source: quoted(char), literal: char, quantifier: "" };
    const escaped = this.#escape();
    if (escaped.kind === "char") return { source: quoted(escaped.char), literal: escaped.char, quantifier: "" };
    return { source: `[${escaped.inside}]`, quantifier: "" };
  }

  #characterClass(): string {
    let negated = false;
    if (this.text[this.#at] === "^") {
      negated = true;
      this.#at += 1;
    }
    let inside = "";
    let count = 0;
    for (;;) {
      const char = this.#take();
      if (char === "]" && count > 0) break;
      if (char === "[") this.#fail("class within a class");
      if (char === "&" && this.text[this.#at] === "&") this.#fail("intersection of classes");
      count += 1;
      const escaped = char === "\\" ? this.#escape() : { kind: "char" as const, char };
      if (escaped.kind === "class") {
        inside += escaped.inside;
        continue;
      }
      const end = this.#rangeEnd();
      inside += end === undefined ? quoted(escaped.char) : `${quoted(escaped.char)}-${quoted(end)}`;
    }
    return `[${negated ? "^" : ""}${inside}]`;
  }

  /** The upper end when a range follows; a "-" before a class escape or before the closing bracket is itself. */
  #rangeEnd(): string | undefined {
    const next = this.text[this.#at + 1];
    if (this.text[this.#at] !== "-" || next === undefined || next === "]" || next === "[") return undefined;
    const start = this.#at;
    this.#at += 1;
    const char = this.#take();
    if (char !== "\\") return char;
    const escaped = this.#escape();
    if (escaped.kind === "char") return escaped.char;
    this.#at = start;
    return undefined;
  }

  #escape(): { kind: "char"; char: string } | { kind: "class"; inside: string } {
    const char = this.#take();
    const inside = char === "p" ? this.#property() : escapedClasses[char];
    if (inside !== undefined) return { kind: "class", inside };
    const control = { t: "\t", n: "\n", r: "\r", f: "\f" }[char];
    if (control !== undefined) return { kind: "char", char: control };
    const hex = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(this.text.slice(this.#at - 1));
    if (hex !== null) {
      this.#at += hex[0].length - 1;
      return { kind: "char", char: String.fromCodePoint(Number.parseInt(hex[1] ?? hex[2] ?? "", 16)) };
    }
    if (/[a-zA-Z0-9]/.test(char)) this.#fail(`unknown escape \\${char}`);
    return { kind: "char", char };
  }

  #property(): string {
    const name = /^\{(\w+)\}|^([A-Z])/.exec(this.text.slice(this.#at));
    if (name === null) this.#fail("unreadable property");
    this.#at += name[0].length;
    const property = name[1] ?? name[2] ?? "";
    const posix = posixClasses[property];
    if (posix !== undefined) return posix;
    if (!/^[LMNPSZC][a-z]?$/.test(property)) this.#fail(`unknown property ${property}`);
    return `\\p{${property}}`;
  }
}

/** One character of a JavaScript pattern with flag `u`, safe inside and outside a class. */
function quoted(char: string): string {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x20 || (point >= 0x7f && point < 0xa0)) return `\\x${point.toString(16).padStart(2, "0")}`;
  return /[\\^$.*+?()[\]{}|/-]/.test(char) ? (char === "-" ? "\\x2d" : `\\${char}`) : char;
}

/** The linear form of `X* literal X* literal … X*` and of `X+` alone, when every literal's characters belong to X. */
function aroundOf(atoms: readonly Atom[]): AroundModel | undefined {
  const filler = atoms[0];
  if (filler === undefined || filler.literal !== undefined) return undefined;
  const belongs = new RegExp(`^${filler.source}$`, "u");
  const literals: string[] = [];
  const gaps: number[] = [];
  let literal = "";
  for (const atom of atoms) {
    if (atom.source === filler.source && (atom.quantifier === "*" || atom.quantifier === "+")) {
      if (gaps.length > 0) {
        if (literal === "") return undefined;
        literals.push(literal);
        literal = "";
      }
      gaps.push(atom.quantifier === "+" ? 1 : 0);
    } else if (atom.literal !== undefined && atom.quantifier === "" && belongs.test(atom.literal)) {
      literal += atom.literal;
    } else {
      return undefined;
    }
  }
  if (literal !== "") return undefined;
  const outside = complement(filler.source);
  return { ...(outside !== undefined && { outside }), literals, gaps };
}

/** The class of all other characters; undefined when there are none. */
function complement(source: string): string | undefined {
  if (source === "[^]") return undefined;
  return source.startsWith("[^") ? `[${source.slice(2)}` : `[^${source.slice(1)}`;
}
