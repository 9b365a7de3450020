import { Kysely, type KyselyProps } from "kysely";
import { columnTypes } from "./column-types.ts";
import { coreMigrations } from "./core-migrations.ts";
import { DatabaseTooNewError } from "./errors.ts";
import type { Migration, ServiceMigrations } from "./migration.ts";

/** Migrations that were applied, in order. */
export type AppliedMigrations = readonly { service: string; name: string }[];

/** Where migrations run: one connection that no other node's migrations share. */
export interface MigrationPlace {
  dialect: "sqlite" | "postgres";
  /** Builds statements that run on that connection. */
  builder: KyselyProps;
  /** Runs `step` between begin and commit on that connection. */
  transaction(step: () => Promise<void>): Promise<void>;
}

/** The table that remembers what was applied; its name is ours even in a schema that others use too. */
interface MigrationTables {
  poolhouse_migrations: { service: string; name: string; applied_at: number };
}

/**
 * Brings a database up to this program: the storage layer's own migrations first, then those of each service as given.
 *
 * @param now milliseconds, the machine's time.
 * @throws DatabaseTooNewError when it holds migrations that are not among these; nothing was changed then.
 */
export async function applyMigrations(
  place: MigrationPlace,
  services: readonly ServiceMigrations[],
  now: () => number,
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
  for (const { service, migration } of missing) {
    await place.transaction(async () => {
      await migration.up(new Kysely<unknown>(place.builder), types);
      await db
        .insertInto("poolhouse_migrations")
        .values({ service, name: migration.name, applied_at: now() })
        .execute();
    });
  }
  return missing.map(({ service, migration }) => ({ service, name: migration.name }));
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
