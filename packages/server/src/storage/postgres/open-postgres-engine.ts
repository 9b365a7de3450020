import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "../../platform/clock.ts";
import type { Log } from "../../platform/log.ts";
import type { Engine, StaleValueSink } from "../engine.ts";
import type { AppliedMigrations } from "../migrate.ts";
import type { ServiceMigrations } from "../migration.ts";
import { listen } from "./listener.ts";
import { createPostgresEngine } from "./postgres-engine.ts";
import { migratePostgres } from "./postgres-migrations.ts";
import { createPostgresPool } from "./postgres-pool.ts";

/** Connections for units and reads when nothing else is said; one more listens. */
const CONNECTIONS = 10;

/** Applies what migrations a PostgreSQL database lacks, and opens it. */
export async function openPostgresEngine(
  url: string,
  options: {
    migrations: readonly ServiceMigrations[];
    clock: Clock;
    log: Log;
    nodeId?: string;
    connections?: number;
    stop?: AbortSignal | undefined;
  },
  sink: StaleValueSink,
): Promise<{ engine: Engine; applied: AppliedMigrations }> {
  const { migrations, clock, log, stop, nodeId = randomUUID(), connections = CONNECTIONS } = options;
  const { applied, schema } = await migratePostgres(url, migrations, { now: () => clock.wall(), log, stop });
  stop?.throwIfAborted();
  const channel = `poolhouse_${createHash("sha256").update(schema).digest("hex").slice(0, 16)}`;
  const listener = await listen({ url, channel, nodeId, sink, log });
  const pool = createPostgresPool(url, log, connections);
  return { engine: createPostgresEngine({ pool, channel, nodeId, stopListening: listener.stop }), applied };
}
