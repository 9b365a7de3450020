import type { Clock } from "../../platform/clock.ts";
import type { Engine } from "../engine.ts";
import { type AppliedMigrations, applyMigrations } from "../migrate.ts";
import type { ServiceMigrations } from "../migration.ts";
import { openSqliteFile, openSqliteMemory } from "./open-sqlite.ts";
import { createSqliteEngine } from "./sqlite-engine.ts";
import { sqliteMigrationPlace } from "./sqlite-migrations.ts";

/** Opens SQLite, in a file or in memory, and applies what migrations it lacks. */
export async function openSqliteEngine(
  location: { kind: "sqlite"; file: string } | { kind: "memory" },
  options: { migrations: readonly ServiceMigrations[]; clock: Clock },
): Promise<{ engine: Engine; applied: AppliedMigrations }> {
  const connections = location.kind === "sqlite" ? openSqliteFile(location.file) : openSqliteMemory();
  const engine = createSqliteEngine(connections);
  try {
    const place = sqliteMigrationPlace(connections.writing);
    return { engine, applied: await applyMigrations(place, options.migrations, () => options.clock.wall()) };
  } catch (error) {
    await engine.close();
    throw error;
  }
}
