import { migrations } from "../compose.ts";
import { loadConfig } from "../config/load.ts";
import { createClock } from "../platform/clock.ts";
import { createPinoLog } from "../platform/pino-log.ts";
import { migrateDatabase } from "../storage/open-storage.ts";
import { CommandError, type Run } from "./command.ts";

/** Brings the database up to this version and ends. */
export const migrate: Run = async (terminal) => {
  const config = loadConfig(terminal);
  const { database } = config;
  if (database.kind === "memory") throw new CommandError("With --memory there is no database to migrate.", 2);
  const log = createPinoLog({ format: config.log, level: "info", write: (line) => terminal.err(line.trimEnd()) });
  try {
    const applied = await migrateDatabase({ database, migrations, clock: createClock(), log });
    for (const { service, name } of applied) terminal.out(`${service} ${name}`);
    terminal.err(applied.length === 0 ? "The database is up to date." : `Migrations applied: ${applied.length}.`);
    return 0;
  } catch (error) {
    // What the storage refuses (a newer database, one in use, one out of reach) is told in whole sentences.
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
};
