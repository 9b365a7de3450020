import { strictTables } from "../column-types.ts";
import type { MigrationPlace } from "../migrate.ts";
import { queryBuilder } from "../query-builder.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** Runs migrations on the writing connection, before any unit does. */
export function sqliteMigrationPlace(connection: SqliteConnection): MigrationPlace {
  const builder = queryBuilder("sqlite", async (query) => connection.query(query));
  return {
    dialect: "sqlite",
    builder: { ...builder, executor: builder.executor.withPlugin(strictTables) },
    transaction: async (step) => {
      connection.execute("begin immediate");
      try {
        await step();
        connection.execute("commit");
      } catch (error) {
        if (connection.inTransaction()) connection.execute("rollback");
        throw error;
      }
    },
  };
}
