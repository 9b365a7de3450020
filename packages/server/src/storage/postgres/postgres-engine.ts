import type { CompiledQuery, QueryResult } from "kysely";
import { sql } from "kysely";
import type { Engine } from "../engine.ts";
import { assertReads, queryBuilder } from "../query-builder.ts";
import { assertOutsideUnit } from "../unit-guard.ts";
import { notices } from "./notices.ts";
import { ownTables } from "./own-tables.ts";
import { postgresFailure } from "./postgres-error.ts";
import { Discard, type PostgresPool } from "./postgres-pool.ts";
import { runPostgresStatement } from "./postgres-statement.ts";
import { runPostgresUnit } from "./postgres-units.ts";
import { createStatementNames } from "./statement-names.ts";

export interface PostgresParts {
  pool: PostgresPool;
  /** Where the nodes on these tables tell each other what is stale. */
  channel: string;
  nodeId: string;
  /** Called first when the engine closes. */
  stopListening(): Promise<void>;
}

/** How often a read is tried again: it changes nothing, and a pooled connection may have died since it was last used. */
const MOST_READ_RETRIES = 2;

export function createPostgresEngine({ pool, channel, nodeId, stopListening }: PostgresParts): Engine {
  const names = createStatementNames();

  const readOnce = <Row>(query: CompiledQuery): Promise<QueryResult<Row>> =>
    pool.lend(async (client) => {
      try {
        return await runPostgresStatement<Row>(client, names, query);
      } catch (error) {
        throw postgresFailure(error).kind === "connection" ? new Discard(error) : error;
      }
    });

  const read = async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
    assertOutsideUnit("storage.db");
    assertReads(query);
    for (let retries = 0; ; retries++) {
      try {
        return await readOnce<Row>(query);
      } catch (thrown) {
        const { kind, error } = postgresFailure(thrown);
        if (kind === "stale plan") names.renew();
        else if (kind !== "connection") throw error;
        if (retries >= MOST_READ_RETRIES) throw error;
      }
    }
  };

  return {
    dialect: "postgres",
    reader: queryBuilder("postgres", read),
    write: (body) => runPostgresUnit(pool, names, body),
    announce: async (unit, stale) => {
      for (const notice of notices(nodeId, stale)) await sql`select pg_notify(${channel}, ${notice})`.execute(unit);
    },
    empty: async (unit) => {
      const { rows } = await ownTables.execute(unit);
      const tables = rows.filter(({ name }) => name !== "poolhouse_migrations").map(({ name }) => sql.table(name));
      if (tables.length > 0) await sql`truncate ${sql.join(tables)}`.execute(unit);
    },
    close: async () => {
      await stopListening();
      await pool.close();
    },
  };
}
