import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "../../packages/server/test/postgres.ts";
import type { Database } from "./database.ts";

async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** The server of DATABASE_URL, or the tests' own. Each store is a schema, which goes at the end. */
export async function openPostgres(): Promise<Database> {
  const server = await startPostgres();
  // The keys that seal secrets lie in a file even then; they must not be the ones of whoever works in the repository.
  const folder = await mkdtemp(join(tmpdir(), "poolhouse-compat-"));
  const schemas: string[] = [];
  return {
    async storage(name) {
      const schema = `compat_${randomBytes(8).toString("hex")}`;
      await execute(server.url, `create schema ${schema}`);
      schemas.push(schema);
      const url = new URL(server.url);
      url.searchParams.set("options", `-c search_path=${schema}`);
      return ["--database", url.href, "--data", join(folder, name)];
    },
    async close() {
      for (const schema of schemas) await execute(server.url, `drop schema if exists ${schema} cascade`);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
