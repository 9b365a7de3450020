import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A place where servers of one run keep their data. */
export interface Database {
  /** The flags of `poolhouse start` for a fresh, separate store; `name` tells stores of one run apart. */
  storage(name: string): Promise<readonly string[]>;
  /** Removes everything; call it when the servers are gone. */
  close(): Promise<void>;
}

async function openSqlite(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), "poolhouse-compat-"));
  return {
    storage: async (name) => ["--data", join(folder, name)],
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

const kinds: Readonly<Record<string, () => Promise<Database>>> = {
  memory: async () => ({ storage: async () => ["--memory"], close: async () => {} }),
  sqlite: openSqlite,
  // Loaded late: the other kinds need no driver.
  postgres: async () => (await import("./postgres.ts")).openPostgres(),
};

/**
 * Opens a place for data.
 *
 * @param kind `memory`, `sqlite` or `postgres`
 * @throws Error on another kind
 */
export function openDatabase(kind: string): Promise<Database> {
  const open = kinds[kind];
  if (open === undefined)
    throw new Error(`POOLHOUSE_COMPAT_DATABASES knows ${Object.keys(kinds).join(", ")}, not ${kind}`);
  return open();
}
