import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProofServer } from "../proof-server.ts";

/** Every file of the server, its write-ahead log included, by path. */
export function filesOf({ folder }: ProofServer): [where: string, bytes: Buffer][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [`in the file ${entry.name}`, readFileSync(join(entry.parentPath, entry.name))]);
}

/** Every row of every table, as text with its bytes beside it, by table. */
export async function rowsOf(
  { select }: ProofServer,
  kind: "sqlite" | "postgres",
  { except = [] }: { except?: readonly string[] } = {},
): Promise<[where: string, bytes: Buffer][]> {
  const tables = await select(
    kind === "sqlite"
      ? "select name from sqlite_master where type = 'table'"
      : "select tablename as name from pg_tables where schemaname = current_schema()",
  );
  const all: [string, Buffer][] = [];
  for (const { name } of tables) {
    const table = String(name);
    if (except.includes(table)) continue;
    const rows = await select(`select * from "${table}"`);
    const values = rows.flatMap((row) => Object.values(row));
    // One value a line: neighbours must not make a number of two.
    const bytes = values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(`${value}\n`)));
    all.push([`in the table ${table}`, Buffer.concat(bytes)]);
  }
  return all;
}
