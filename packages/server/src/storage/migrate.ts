import { setImmediate } from "node:timers/promises";
import { Kysely, type KyselyProps } from "kysely";
import type { Log } from "../platform/log.ts";
import { columnTypes } from "./column-types.ts";
import { coreMigrations } from "./core-migrations.ts";
import { DatabaseTooNewError } from "./errors.ts";
import type { Migration, NewIndex, ServiceMigrations } from "./migration.ts";

/** Migrations that were applied, in order. */
export type AppliedMigrations = readonly { service: string; name: string }[];

/** Where migrations run: one connection that no other node's migrations share. */
export interface MigrationPlace {
  dialect: "sqlite" | "postgres";
  /** Builds statements that run on that connection. */
  builder: KyselyProps;
  /** Runs `step` between begin and commit on that connection; perhaps more than once, each time after undoing the last. */
  transaction(step: () => Promise<void>): Promise<void>;
  /** Builds an index of a table that may be large, and records that it did. */
  buildIndex(index: NewIndex, record: () => Promise<void>): Promise<void>;
  /** How large the database is, in bytes. */
  size(): Promise<number>;
}

/** What migrations are given besides the place where they run. */
export interface MigrationNeeds {
  /** Milliseconds, the machine's time. */
  now(): number;
  /** Told what is done to a database that holds data, since nothing is answered meanwhile. */
  log: Log;
  /** Ends the work: after the step under way, or with it where that can be undone at once. */
  stop?: AbortSignal | undefined;
}

/** How often the log says of a long step that it goes on. */
const TELL_MILLISECONDS = 10_000;

/** The table that remembers what was applied; its name is ours even in a schema that others use too. */
interface MigrationTables {
  poolhouse_migrations: { service: string; name: string; applied_at: number };
}

/**
 * Brings a database up to this program: the storage layer's own migrations first, then those of each service as given.
 *
 * @throws DatabaseTooNewError when it holds migrations that are not among these; nothing was changed then. The reason of `stop` when that was aborted;
 *   the steps before it are in force then.
 */
export async function applyMigrations(
  place: MigrationPlace,
  services: readonly ServiceMigrations[],
  needs: MigrationNeeds,
): Promise<AppliedMigrations> {
  const wanted = inOrder([coreMigrations, ...services]);
  const types = columnTypes[place.dialect];
  const db = new Kysely<MigrationTables>(place.builder);
  await db.schema
    .createTable("poolhouse_migrations")
    .ifNotExists()
    .addColumn("service", types.text, (column) => column.notNull())
    .addColumn("name", types.text, (column) => column.notNull())
    .addColumn("applied_at", types.integer, (column) => column.notNull())
    .addPrimaryKeyConstraint("poolhouse_migrations_key", ["service", "name"])
    .execute();
  const rows = await db
    .selectFrom("poolhouse_migrations")
    .select(["service", "name"])
    .orderBy("service")
    .orderBy("name")
    .execute();
  const unknown = rows.filter(
    (row) => !wanted.some((step) => step.service === row.service && step.migration.name === row.name),
  );
  if (unknown.length > 0) throw new DatabaseTooNewError(unknown);
  const missing = wanted.filter(
    (step) => !rows.some((row) => row.service === step.service && row.name === step.migration.name),
  );
  const teller = await progress(place, needs.log, rows.length === 0 ? 0 : missing.length);
  for (const { service, migration } of missing) {
    // A step on SQLite blocks the event loop: here a signal that came meanwhile is heard.
    await setImmediate();
    needs.stop?.throwIfAborted();
    const record = async () => {
      await db
        .insertInto("poolhouse_migrations")
        .values({ service, name: migration.name, applied_at: needs.now() })
        .execute();
    };
    await teller(`${service}/${migration.name}`, async () => {
      if ("index" in migration) return place.buildIndex(migration.index, record);
      await place.transaction(async () => {
        await migration.up(new Kysely<unknown>(place.builder), types);
        await record();
      });
    });
  }
  return missing.map(({ service, migration }) => ({ service, name: migration.name }));
}

/** Tells of each step of a database that holds data. A new one takes no time that would need words. */
async function progress(
  place: MigrationPlace,
  log: Log,
  steps: number,
): Promise<(migration: string, run: () => Promise<void>) => Promise<void>> {
  if (steps === 0) return (_, run) => run();
  const megabytes = Math.ceil((await place.size()) / 1024 ** 2);
  log.info({ steps, megabytes }, "the database is migrated to this version; nothing is answered before that is done");
  let step = 0;
  return async (migration, run) => {
    log.info({ migration, step: ++step, of: steps }, "migrating the database");
    const began = performance.now();
    const seconds = () => Math.round((performance.now() - began) / 1000);
    const timer = setInterval(
      () => log.info({ migration, seconds: seconds() }, "the database is still being migrated"),
      TELL_MILLISECONDS,
    ).unref();
    try {
      await run();
    } finally {
      clearInterval(timer);
    }
  };
}

/** The statement that builds an index. */
export function indexCreation(db: Kysely<unknown>, { name, table, columns }: NewIndex) {
  return db.schema
    .createIndex(name)
    .on(table)
    .columns([...columns]);
}

function inOrder(services: readonly ServiceMigrations[]): { service: string; migration: Migration }[] {
  const steps = services.flatMap(({ service, migrations }) =>
    [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1)).map((migration) => ({ service, migration })),
  );
  const seen = new Set<string>();
  for (const { service, migration } of steps) {
    const key = `${service}/${migration.name}`;
    if (!/^\d{4}-[a-z0-9-]+$/.test(migration.name)) throw new Error(`The migration ${key} is not named NNNN-what.`);
    if (seen.has(key)) throw new Error(`The migration ${key} exists twice.`);
    seen.add(key);
  }
  return steps;
}
