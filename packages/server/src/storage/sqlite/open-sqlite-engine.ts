import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Engine } from "../engine.ts";
import { type AppliedMigrations, applyMigrations } from "../migrate.ts";
import type { ServiceMigrations } from "../migration.ts";
import { openSqliteFile, openSqliteMemory } from "./open-sqlite.ts";
import { createSqliteEngine, type SqliteConnections } from "./sqlite-engine.ts";
import { sqliteMigrationPlace } from "./sqlite-migrations.ts";
import { unusableDatabase } from "./unusable-database.ts";

interface SqliteOptions {
  migrations: readonly ServiceMigrations[];
  clock: Clock;
  log: Log;
  stop?: AbortSignal | undefined;
}

/**
 * Opens SQLite, in a file or in memory, and applies what migrations it lacks.
 *
 * @throws DatabaseInUseError, ForeignDatabaseError, DatabaseTooNewError, UnusableFileError
 */
export async function openSqliteEngine(
  location: { kind: "sqlite"; file: string } | { kind: "memory" },
  options: SqliteOptions,
): Promise<{ engine: Engine; applied: AppliedMigrations }> {
  if (location.kind === "memory") return migrated(openSqliteMemory(), options);
  try {
    return await migrated(openSqliteFile(location.file), options);
  } catch (error) {
    throw unusableDatabase(location.file, error);
  }
}

async function migrated(
  connections: SqliteConnections,
  { migrations, clock, log, stop }: SqliteOptions,
): Promise<{ engine: Engine; applied: AppliedMigrations }> {
  const engine = createSqliteEngine(connections);
  try {
    const place = sqliteMigrationPlace(connections.writing);
    return { engine, applied: await applyMigrations(place, migrations, { now: () => clock.wall(), log, stop }) };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
