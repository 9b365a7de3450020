import { nearest } from "./nearest.ts";
import { flagName, type Option } from "./option.ts";

/** A command line, sorted. */
export interface Arguments {
  /** Texts by the option's key; the last one counts when a flag is repeated. */
  given: ReadonlyMap<string, string>;
  /** What is no flag, in order. */
  rest: readonly string[];
  /** What cannot be understood, in whole sentences. */
  faults: readonly string[];
}

/** Reads `--flag value`, `--flag=value`, `--switch`, `--no-switch`; after `--` nothing is a flag. */
export function parseArguments(argv: readonly string[], table: Readonly<Record<string, Option<unknown>>>): Arguments {
  const flags = new Map<string, { key: string; takesValue: boolean; negated: boolean }>();
  for (const [key, option] of Object.entries(table)) {
    const takesValue = option.value !== undefined;
    flags.set(flagName(key), { key, takesValue, negated: false });
    if (!takesValue) flags.set(flagName(key).replace("--", "--no-"), { key, takesValue, negated: true });
  }

  const given = new Map<string, string>();
  const rest: string[] = [];
  const faults: string[] = [];
  const words = argv[Symbol.iterator]();
  for (const word of words) {
    if (word === "--") {
      rest.push(...words);
      break;
    }
    if (!word.startsWith("--")) {
      rest.push(word);
      continue;
    }
    const equal = word.indexOf("=");
    const name = equal < 0 ? word : word.slice(0, equal);
    const inline = equal < 0 ? undefined : word.slice(equal + 1);
    const flag = flags.get(name);
    if (!flag) {
      const meant = nearest(name, [...flags.keys()]);
      faults.push(`There is no option ${name}.${meant ? ` Did you mean ${meant}?` : ""}`);
    } else if (!flag.takesValue) {
      if (flag.negated && inline !== undefined) faults.push(`${name} takes no value.`);
      given.set(flag.key, flag.negated ? "false" : (inline ?? "true"));
    } else {
      const value = inline ?? words.next().value;
      if (value === undefined || (inline === undefined && value.startsWith("--")))
        faults.push(`${name} needs a value.`);
      else given.set(flag.key, value);
    }
  }
  return { given, rest, faults };
}
