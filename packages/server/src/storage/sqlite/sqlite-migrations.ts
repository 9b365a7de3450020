import { Kysely } from "kysely";
import { strictTables } from "../column-types.ts";
import { indexCreation, type MigrationPlace } from "../migrate.ts";
import { queryBuilder } from "../query-builder.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** Runs migrations on the writing connection, before any unit does. */
export function sqliteMigrationPlace(connection: SqliteConnection): MigrationPlace {
  const transaction = async (step: () => Promise<void>): Promise<void> => {
    connection.execute("begin immediate");
    try {
      await step();
      connection.execute("commit");
    } catch (error) {
      if (connection.inTransaction()) connection.execute("rollback");
      throw error;
    }
  };
  const builder = queryBuilder("sqlite", async (query) => connection.query(query));
  return {
    dialect: "sqlite",
    builder: { ...builder, executor: builder.executor.withPlugin(strictTables) },
    transaction,
    // Nobody else uses the file: a transaction holds nobody up, and leaves nothing half built.
    buildIndex: (index, record) =>
      transaction(async () => {
        await indexCreation(new Kysely<unknown>(builder), index).execute();
        await record();
      }),
    size: async () => {
      const [row] = connection.rows("select page_count * page_size as bytes from pragma_page_count, pragma_page_size");
      return Number(row?.bytes ?? 0);
    },
  };
}
