import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, type KyselyProps, sql } from "kysely";
import type pg from "pg";
import { ForeignDatabaseError, StorageUnavailableError } from "../errors.ts";
import {
  type AppliedMigrations,
  applyMigrations,
  indexCreation,
  type MigrationNeeds,
  type MigrationPlace,
} from "../migrate.ts";
import type { NewIndex, ServiceMigrations } from "../migration.ts";
import { queryBuilder } from "../query-builder.ts";
import { withMigratingConnection } from "./migrating-connection.ts";
import { ownTables } from "./own-tables.ts";
import { postgresFailure } from "./postgres-error.ts";
import { runPostgresStatement } from "./postgres-statement.ts";

export interface MigratedSchema {
  applied: AppliedMigrations;
  /** The schema that holds the tables. */
  schema: string;
}

/** How often a node looks whether the one that migrates is done. */
const LOOK_MILLISECONDS = 200;
/** From when on, and how often, it says that it waits for that. */
const TELL_MILLISECONDS = 5_000;
/** Whoever waits for a table makes all who come later wait too: not for longer than this. */
const BEGIN = "begin; set local lock_timeout = '3s'";
/** How long others are left alone before a table is asked for again. */
const PAUSE_MILLISECONDS = 1_000;

/** A table or row that others held for too long, and a deadlock with them: nothing is wrong, and the step is run again. */
const HELD_BY_OTHERS: ReadonlySet<string> = new Set(["55P03", "40P01"]);

/**
 * Applies what migrations the database lacks, on a connection of their own and under an advisory lock: of several nodes that start at
 * once one migrates and the others wait.
 *
 * @throws DatabaseTooNewError, ForeignDatabaseError, StorageUnavailableError
 */
export async function migratePostgres(
  url: string,
  migrations: readonly ServiceMigrations[],
  needs: MigrationNeeds,
): Promise<MigratedSchema> {
  return withMigratingConnection(url, needs, async (client) => {
    try {
      const { rows } = await client.query<{ schema: string | null }>("select current_schema() as schema");
      const schema = rows[0]?.schema;
      if (schema == null)
        throw new StorageUnavailableError("The database's search path names no schema that exists: create it first.");
      await takeTurn(client, schema, needs);
      const builder = queryBuilder("postgres", (query) => runPostgresStatement(client, { of: () => undefined }, query));
      await claim(new Kysely<unknown>(builder), schema);
      return { applied: await applyMigrations(placeOn(client, builder, needs), migrations, needs), schema };
    } catch (error) {
      throw postgresFailure(error).error;
    }
  });
}

/**
 * Takes the lock under which one node migrates. It is asked for again and again: a statement that waited for it would be a transaction that the
 * other node's CREATE INDEX CONCURRENTLY waits for.
 */
async function takeTurn(client: pg.Client, schema: string, { log, stop }: MigrationNeeds): Promise<void> {
  for (let told = performance.now(); ; await sleep(LOOK_MILLISECONDS, undefined, { signal: stop })) {
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
      lockKey(schema),
    ]);
    if (rows[0]?.taken) return;
    if (performance.now() - told < TELL_MILLISECONDS) continue;
    log.info({}, "another node migrates the database: it is waited for");
    told = performance.now();
  }
}

function placeOn(client: pg.Client, builder: KyselyProps, { log, stop }: MigrationNeeds): MigrationPlace {
  const db = new Kysely<unknown>(builder);

  const transaction = async (step: () => Promise<void>): Promise<void> => {
    for (;;) {
      await client.query(BEGIN);
      try {
        await step();
        await client.query("commit");
        return;
      } catch (error) {
        await client.query("rollback").catch(() => {});
        if (!(error instanceof Error && "code" in error && HELD_BY_OTHERS.has(String(error.code)))) throw error;
        log.warn({ err: error }, "a table that is to be migrated is in use: it is asked for again");
        await sleep(PAUSE_MILLISECONDS, undefined, { signal: stop });
      }
    }
  };

  return {
    dialect: "postgres",
    builder,
    transaction,
    buildIndex: async (index, record) => {
      if (await isEmpty(db, index.table)) {
        await transaction(async () => {
          await indexCreation(db, index).execute();
          await record();
        });
        return;
      }
      await buildBeside(client, db, index);
      await record();
    },
    size: async () => {
      const { rows } = await client.query<{ bytes: number }>(
        "select coalesce(sum(pg_total_relation_size(oid)), 0) as bytes from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r'",
      );
      return Number(rows[0]?.bytes ?? 0);
    },
  };
}

async function isEmpty(db: Kysely<unknown>, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
  return rows.length === 0;
}

/** Builds an index while others read and write its table. What a build that was cut off left behind is built anew. */
async function buildBeside(client: pg.Client, db: Kysely<unknown>, index: NewIndex): Promise<void> {
  const { rows } = await client.query<{ valid: boolean }>(
    "select i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid where c.relname = $1 and c.relnamespace = current_schema()::regnamespace",
    [index.name],
  );
  if (rows[0]?.valid) return;
  // It waits for the transactions that are under way, and nobody waits for it.
  if (rows.length > 0) await sql`drop index concurrently ${sql.table(index.name)}`.execute(db);
  const { sql: creation } = indexCreation(db, index).compile();
  await client.query(creation.replace(/^create index /, "create index concurrently "));
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
