import { randomUUID } from "node:crypto";
import type { Clock } from "../platform/clock.ts";
import type { Log } from "../platform/log.ts";
import { type CacheObserver, type Caches, createCaches } from "./caches.ts";
import { createStorage } from "./create-storage.ts";
import type { DatabaseLocation } from "./database-location.ts";
import type { Engine } from "./engine.ts";
import type { AppliedMigrations } from "./migrate.ts";
import type { ServiceMigrations } from "./migration.ts";
import type { Storage } from "./storage.ts";

export interface StorageOptions {
  database: DatabaseLocation;
  /** The services' migrations, in the order in which they are to run. */
  migrations: readonly ServiceMigrations[];
  clock: Clock;
  log: Log;
  /** Distinguishes this node from others on the same database; random when absent. */
  nodeId?: string;
  /** How many connections to PostgreSQL units and reads share; 10 when absent. One more listens. */
  connections?: number;
  observeCache?: CacheObserver;
  /** Ends the opening while it waits or migrates, within a moment where the database allows it; the opened storage does not heed it. */
  stop?: AbortSignal | undefined;
}

/** An engine whose database is up to date. */
export interface OpenedEngine {
  engine: Engine;
  applied: AppliedMigrations;
}

/** Drivers are loaded when they are used: no server needs both. */
async function open(options: StorageOptions, caches: Caches): Promise<OpenedEngine> {
  const { database } = options;
  if (database.kind === "postgres") {
    const { openPostgresEngine } = await import("./postgres/open-postgres-engine.ts");
    return openPostgresEngine(database.url, options, caches);
  }
  const { openSqliteEngine } = await import("./sqlite/open-sqlite-engine.ts");
  return openSqliteEngine(database, options);
}

/**
 * Opens a server's database and brings it up to this program.
 *
 * @throws DatabaseTooNewError, DatabaseInUseError, ForeignDatabaseError, StorageUnavailableError
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const caches = createCaches(options.observeCache);
  const { clock, log, nodeId = randomUUID() } = options;
  const { engine, applied } = await open({ ...options, nodeId }, caches);
  if (applied.length > 0) options.log.info({ applied }, "the database was migrated");
  return createStorage({ engine, caches, clock, log, nodeId });
}

/**
 * Brings a database up to this program and closes it again.
 *
 * @throws as {@link openStorage}
 */
export async function migrateDatabase(options: StorageOptions): Promise<AppliedMigrations> {
  const { engine, applied } = await open(options, createCaches());
  await engine.close();
  return applied;
}
