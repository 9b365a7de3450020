import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArguments } from "./arguments.ts";
import { ConfigError } from "./errors.ts";
import { nearest } from "./nearest.ts";
import { environmentName, flagName, type Option, type Values } from "./option.ts";

/** Where settings come from. Each counts before the next: flags, environment, file, defaults. */
export interface Sources {
  /** The command line after the command's name. */
  argv: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  /** The folder in which `poolhouse.config.json` is looked for. */
  cwd: string;
}

export const configFileName = "poolhouse.config.json";

/**
 * Reads the settings of a table from all sources.
 * @param fileKeys every key that the configuration file may hold; those of other tables are passed over.
 * @returns the values, and the words of the command line that are no flags.
 * @throws ConfigError with one sentence for each value that is wrong; a secret's value is never repeated.
 */
export function readOptions<const Table extends Readonly<Record<string, Option<unknown>>>>(
  table: Table,
  sources: Sources,
  fileKeys: readonly string[] = Object.keys(table),
): { values: Values<Table>; rest: readonly string[] } {
  const { given: flags, rest, faults } = parseArguments(sources.argv, table);
  const { entries: file, faults: fileFaults } = readFile(sources.cwd, fileKeys);
  const problems = [...faults, ...fileFaults];

  const values = Object.entries(table).map(([key, option]) => {
    const found = [
      { name: flagName(key), value: flags.get(key) },
      ...[environmentName(key), ...(option.environment ?? [])].map((name) => ({
        name,
        // An empty variable is one that a shell or a compose file left out.
        value: sources.env[name] || undefined,
      })),
      { name: `"${key}" in ${configFileName}`, value: file.get(key) },
    ].find(({ value }) => value !== undefined);
    if (found?.value === undefined) return [key, option.fallback];
    try {
      return [key, option.parse(found.value)];
    } catch (error) {
      const told = option.secret ? "" : `, not '${found.value}'`;
      problems.push(`${found.name} ${error instanceof Error ? error.message : String(error)}${told}.`);
      return [key, option.fallback];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  // Built entry by entry from the table, whose types the values have.
  return { values: Object.fromEntries(values) as Values<Table>, rest };
}

/** The configuration file's entries as texts. A file that is not there has none. */
function readFile(cwd: string, keys: readonly string[]): { entries: Map<string, string>; faults: string[] } {
  const path = resolve(cwd, configFileName);
  const entries = new Map<string, string>();
  const faults: string[] = [];
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return { entries, faults };
    if (error instanceof SyntaxError) return { entries, faults: [`${path} is no JSON${placeIn(error)}.`] };
    return { entries, faults: [`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`] };
  }
  if (typeof content !== "object" || content === null || Array.isArray(content))
    return { entries, faults: [`${path} must hold one JSON object.`] };
  for (const [key, value] of Object.entries(content)) {
    const meant = keys.includes(key) ? undefined : nearest(key, keys);
    if (key === "$schema") continue;
    if (!keys.includes(key)) faults.push(`${path} has no setting "${key}".${meant ? ` Did you mean "${meant}"?` : ""}`);
    else entries.set(key, asText(value));
  }
  return { entries, faults };
}

/** Where the parser stopped. The rest of its message quotes the text, which holds secrets. */
function placeIn({ message }: SyntaxError): string {
  const place = / at position \d+(?: \(line \d+ column \d+\))?$/.exec(message)?.[0];
  return place === undefined ? "" : `:${place.replace("at position", "something is wrong at position")}`;
}

/** Lists of words are joined as on the command line; lists of objects stay JSON. */
function asText(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(",");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
