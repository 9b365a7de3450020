import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely } from "kysely";
import pg from "pg";
import type { Log } from "../../platform/log.ts";
import { ForeignDatabaseError, StorageUnavailableError } from "../errors.ts";
import { type AppliedMigrations, applyMigrations } from "../migrate.ts";
import type { ServiceMigrations } from "../migration.ts";
import { queryBuilder } from "../query-builder.ts";
import { ownTables } from "./own-tables.ts";
import { postgresFailure } from "./postgres-error.ts";
import { connectionOptions } from "./postgres-pool.ts";
import { runPostgresStatement } from "./postgres-statement.ts";

/** How long a server that is just starting is waited for. */
const STARTING_MILLISECONDS = 30_000;

export interface MigratedSchema {
  applied: AppliedMigrations;
  /** The schema that holds the tables. */
  schema: string;
}

/**
 * Applies what migrations the database lacks, on a connection of their own and under an advisory lock: of several nodes that start at
 * once one migrates and the others wait.
 *
 * @throws DatabaseTooNewError, StorageUnavailableError
 */
export async function migratePostgres(
  url: string,
  migrations: readonly ServiceMigrations[],
  now: () => number,
  log: Log,
): Promise<MigratedSchema> {
  const client = await connect(url, log);
  try {
    const { rows } = await client.query<{ schema: string | null }>("select current_schema() as schema");
    const schema = rows[0]?.schema;
    if (schema == null)
      throw new StorageUnavailableError("The database's search path names no schema that exists: create it first.");
    await client.query("select pg_advisory_lock($1)", [lockKey(schema)]);
    const builder = queryBuilder("postgres", (query) => runPostgresStatement(client, { of: () => undefined }, query));
    await claim(new Kysely<unknown>(builder), schema);
    const place = {
      dialect: "postgres" as const,
      builder,
      transaction: async (step: () => Promise<void>) => {
        await client.query("begin");
        try {
          await step();
          await client.query("commit");
        } catch (error) {
          await client.query("rollback");
          throw error;
        }
      },
    };
    return { applied: await applyMigrations(place, migrations, now), schema };
  } catch (error) {
    throw postgresFailure(error).error;
  } finally {
    // Which also gives the lock back.
    await client.end().catch(() => {});
  }
}

/** A schema is ours alone: a reset empties all of its tables, and names such as `users` would clash. */
async function claim(db: Kysely<unknown>, schema: string): Promise<void> {
  const { rows } = await ownTables.execute(db);
  if (rows.length === 0 || rows.some(({ name }) => name === "poolhouse_migrations")) return;
  throw new ForeignDatabaseError(
    `The schema ${schema} has tables of another program: give Poolhouse a database or schema of its own (…?options=-c%20search_path%3Dname).`,
  );
}

/** Advisory locks are the whole database's, whose other schemas may hold other servers' tables. */
function lockKey(schema: string): string {
  return createHash("sha256").update(`poolhouse migrations ${schema}`).digest().readBigInt64BE().toString();
}

async function connect(url: string, log: Log): Promise<pg.Client> {
  for (const began = performance.now(); ; await sleep(500)) {
    const client = new pg.Client(connectionOptions(url));
    client.on("error", (error) => log.warn({ err: error }, "the connection that migrates was lost"));
    try {
      await client.connect();
      return client;
    } catch (thrown) {
      await client.end().catch(() => {});
      const starting = thrown instanceof Error && "code" in thrown && thrown.code === "57P03";
      if (!starting || performance.now() - began > STARTING_MILLISECONDS) throw notReached(client, thrown);
    }
  }
}

function notReached(client: pg.Client, thrown: unknown): StorageUnavailableError {
  const reason =
    thrown instanceof AggregateError
      ? String(thrown.errors[0])
      : thrown instanceof Error
        ? thrown.message
        : String(thrown);
  return new StorageUnavailableError(
    `The database ${client.database ?? ""} on ${client.host}:${client.port} cannot be used: ${reason}.`,
    { cause: thrown },
  );
}
