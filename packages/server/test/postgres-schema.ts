import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import "./global-setup.ts";

/** Fresh, empty tables' space on the test server. */
export interface TestSchema {
  name: string;
  /** Connection string whose search path is the schema. */
  url: string;
  /** Runs SQL on a connection of its own, as the superuser, in the schema. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

/** Makes a schema: a hundred times cheaper than a database, and as separate for the server under test. */
export async function createTestSchema(): Promise<TestSchema> {
  admin ??= administrator();
  const { url: server, run } = await admin;
  const schema = `test_${randomBytes(8).toString("hex")}`;
  await run(`create schema ${schema}`);
  const url = new URL(server);
  url.searchParams.set("options", `-c search_path=${schema}`);
  return {
    name: schema,
    url: url.href,
    run: (sql) => runOn(url.href, sql),
    drop: async () => {
      await run(`drop schema if exists ${schema} cascade`);
    },
  };
}

interface Administrator {
  url: string;
  run(sql: string): Promise<unknown>;
}

/** One connection of this test file, which makes and drops schemas and keeps nobody waiting. */
let admin: Promise<Administrator> | undefined;

async function administrator(): Promise<Administrator> {
  const url = await serverUrl();
  const pool = new pg.Pool({ connectionString: url, max: 1, allowExitOnIdle: true });
  return { url, run: (sql) => pool.query(sql) };
}

async function serverUrl(): Promise<string> {
  const answer = await fetch(inject("postgresOnDemand"));
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

async function runOn(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}
