/**
 * One setting of the server, under three names: a flag (`--public-url`), an environment variable (`POOLHOUSE_PUBLIC_URL`) and a key of
 * the configuration file (`publicUrl`). The names follow from its key in the table.
 */
export interface Option<T> {
  /** What stands for the value in the help: `PORT`. Undefined for switches, which need none. */
  value: string | undefined;
  help: string;
  fallback: T;
  /** @throws Error with the rest of a sentence that begins with the setting's name: "must be …". */
  parse(text: string): T;
  /** Its value never stands in a message. */
  secret?: true;
  /** More environment variables, read after its own: those that AWS's tools use. */
  environment?: readonly string[];
}

/** The table's own types: what each option gives when parsed. */
export type Values<Table extends Readonly<Record<string, Option<unknown>>>> = {
  [Key in keyof Table]: Table[Key] extends Option<infer T> ? T : never;
};

export function flagName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export function environmentName(key: string): string {
  return `POOLHOUSE_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
