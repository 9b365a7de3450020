import type { CompiledQuery, QueryResult } from "kysely";
import type { ClientBase } from "pg";
import { storedValue } from "../stored-values.ts";
import type { StatementNames } from "./statement-names.ts";

/** Commands whose row count is a number of changed rows. */
const CHANGING: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

/**
 * Runs one statement on a connection that runs no other meanwhile.
 *
 * @throws UnstorableValueError, or the driver's error.
 */
export async function runPostgresStatement<Row>(
  client: ClientBase,
  names: Pick<StatementNames, "of">,
  query: CompiledQuery,
): Promise<QueryResult<Row>> {
  const name = names.of(query.sql);
  const values = query.parameters.map(storedValue);
  // Row types are Kysely's promise about its own statement, as with every driver; pg asks for an object type that Row need not be.
  const { command, rowCount, rows } = await client.query(
    name === undefined ? { text: query.sql, values } : { name, text: query.sql, values },
  );
  return CHANGING.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
}
