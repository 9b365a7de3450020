import type { Compilable, CompiledQuery, Kysely, QueryResult } from "kysely";
import type { StoredValue } from "./stored-values.ts";

/** What a prepared statement needs of a reader or a unit's `db`. */
type Runner = Pick<Kysely<unknown>, "executeQuery" | "getExecutor">;

/**
 * A statement that is built once and then run with values, for the ones that every sign-in or token runs. Building and compiling costs
 * Kysely two to three times what SQLite takes for a point read.
 *
 *     const userBySub = prepared((db: CognitoReader, { poolId, sub }: { poolId: string; sub: string }) =>
 *       db.selectFrom("users").selectAll().where("pool_id", "=", poolId).where("sub", "=", sub),
 *     );
 *     const { rows: [row] } = await userBySub(db, { poolId, sub });
 *
 * @param build gives the statement. Its values are stand-ins, which it only puts in their places: it computes nothing from them and does not
 * look at them, so that the text is the same for all values. What differs in text (lists, optional conditions) is built each time as usual.
 */
export function prepared<Db extends Runner, Values extends Record<string, StoredValue>, Row>(
  build: (db: Db, values: Values) => Compilable<Row>,
): (db: Db, values: Values) => Promise<QueryResult<Row>> {
  // One for each dialect in this process: tests have both.
  const compiled = new WeakMap<object, CompiledQuery<Row>>();

  return (db, values) => {
    const { adapter } = db.getExecutor();
    let statement = compiled.get(adapter);
    if (statement === undefined) {
      // Kysely takes anything for a value and hands it back among the parameters; only `build` sees the types.
      statement = build(db, standIns as Values).compile();
      compiled.set(adapter, statement);
    }
    const { query, queryId, sql } = statement;
    const parameters = statement.parameters.map((value) => (value instanceof StandIn ? values[value.name] : value));
    return db.executeQuery<Row>({ query, queryId, sql, parameters });
  };
}

/** Stands in the place of a value while a statement is built. */
class StandIn {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const standIns: object = new Proxy({}, { get: (_, name) => new StandIn(String(name)) });
