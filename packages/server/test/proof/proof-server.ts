import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Poolhouse, PoolhouseOptions } from "@poolhouse/testkit";
import { startPoolhouse } from "@poolhouse/testkit";
import pg from "pg";
import { createTestSchema } from "../postgres-schema.ts";
import { usedSigningKeys } from "../used-signing-keys.ts";

type Row = Record<string, unknown>;

/** A server on a database that outlives it, which a test can look into. */
export interface ProofServer extends Poolhouse {
  /** Where its files are. */
  folder: string;
  /** Reads what is committed, besides the server. */
  select(sql: string): Promise<Row[]>;
  /** Changes the database behind the server's back. */
  tamper(sql: string): Promise<void>;
  /** Another server on the same database: on PostgreSQL besides this one. */
  startAnother(): Promise<Poolhouse>;
  /** Ends the server, calls `look` if any, and removes the database. */
  close(look?: () => Promise<void>): Promise<void>;
}

/** A kind of database to prove things on: `describe.each(proofDatabases)("… on $name", …)`. */
export interface ProofDatabase {
  name: "sqlite" | "postgres";
  start(options?: Omit<PoolhouseOptions, "database">): Promise<ProofServer>;
}

const sealingKeys = () => `proof:${randomBytes(32).toString("base64")}`;

const kinds: readonly ProofDatabase[] = [
  {
    name: "sqlite",
    async start(options = {}) {
      const folder = mkdtempSync(join(tmpdir(), "poolhouse-proof-"));
      const flags = { memory: false, data: folder, ...options.flags };
      return proofServer({ ...options, flags }, folder, {
        run: async (sql) => {
          const database = new DatabaseSync(join(folder, "poolhouse.db"), { timeout: 5_000 });
          try {
            return database.prepare(sql).all();
          } finally {
            database.close();
          }
        },
        drop: async () => {},
      });
    },
  },
  {
    name: "postgres",
    async start(options = {}) {
      const schema = await createTestSchema();
      // One connection for all that a test looks up: making one costs more than most queries.
      const client = new pg.Client({ connectionString: schema.url });
      await client.connect();
      const folder = mkdtempSync(join(tmpdir(), "poolhouse-proof-"));
      const flags = { data: folder, sealingKeys: sealingKeys(), ...options.flags };
      return proofServer({ ...options, flags, database: schema.url }, folder, {
        run: async (sql) => (await client.query<Row>(sql)).rows,
        drop: async () => {
          await client.end();
          await schema.drop();
        },
      });
    },
  },
];

async function proofServer(
  given: PoolhouseOptions,
  folder: string,
  database: { run(sql: string): Promise<Row[]>; drop(): Promise<void> },
): Promise<ProofServer> {
  // Every server on this database takes from the same source: its pools' keys are their own.
  const options = { ...given, overrides: { generateSigningKey: usedSigningKeys(), ...given.overrides } };
  const remove = async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const server = await startPoolhouse(options);
    return {
      ...server,
      folder,
      select: database.run,
      tamper: async (sql) => {
        await database.run(sql);
      },
      startAnother: () => startPoolhouse(options),
      async close(look) {
        try {
          await server.close();
          await look?.();
        } finally {
          await remove();
        }
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const chosen = (process.env.POOLHOUSE_TEST_DATABASES ?? "sqlite,postgres").split(",");

/** Both databases; `POOLHOUSE_TEST_DATABASES=sqlite` takes SQLite alone. */
export const proofDatabases = kinds.filter(({ name }) => chosen.includes(name));
