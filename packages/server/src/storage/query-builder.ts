import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type DialectAdapter,
  type Driver,
  type KyselyProps,
  type LimitNode,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** Runs one compiled statement. Named in units and readers alike, so that a builder knows nothing of connections. */
export type RunStatement = <Row>(query: CompiledQuery) => Promise<QueryResult<Row>>;

interface Language {
  adapter: DialectAdapter;
  compiler: QueryCompiler;
}

/**
 * SQLite's planner looks at the value of a parameter that is all of a LIMIT, and therefore prepares the statement anew for every value bound
 * to it, the same one included: measured, that doubled what a short list costs. Of a sum it does not ask the value.
 */
class SqliteCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    this.append("limit 0 + ");
    this.visitNode(node.limit);
  }
}

const LANGUAGES: Readonly<Record<"sqlite" | "postgres", Language>> = {
  sqlite: { adapter: new SqliteAdapter(), compiler: new SqliteCompiler() },
  postgres: { adapter: new PostgresAdapter(), compiler: new PostgresQueryCompiler() },
};

const INTROSPECTORS = { sqlite: SqliteIntrospector, postgres: PostgresIntrospector };

/** Hands statements to `run` at once: Kysely's own way there passes five more promises, for connections and plugins that we have none of. */
class DirectExecutor extends DefaultQueryExecutor {
  readonly #run: RunStatement;

  constructor(compiler: QueryCompiler, adapter: DialectAdapter, provider: ConnectionProvider, run: RunStatement) {
    super(compiler, adapter, provider);
    this.#run = run;
  }

  override executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#run<Row>(query);
  }
}

/** What `new Kysely<Tables>(…)` takes to build statements in a dialect and hand them to `run`. */
export function queryBuilder(dialect: "sqlite" | "postgres", run: RunStatement): KyselyProps {
  const { adapter, compiler } = LANGUAGES[dialect];
  const connection: DatabaseConnection = { executeQuery: run, streamQuery: refuseStream };
  const provider: ConnectionProvider = { provideConnection: (consumer) => consumer(connection) };
  const parts = {
    createAdapter: () => adapter,
    createDriver: () => NO_DRIVER,
    createIntrospector: (db: ConstructorParameters<typeof SqliteIntrospector>[0]) => new INTROSPECTORS[dialect](db),
    createQueryCompiler: () => compiler,
  };
  return {
    config: { dialect: parts },
    dialect: parts,
    driver: NO_DRIVER,
    executor: new DirectExecutor(compiler, adapter, provider, run),
  };
}

/** Refuses everything but a select, for builders that read only. PostgreSQL's connection refuses data-modifying `with` by itself. */
export function assertReads(query: CompiledQuery): void {
  if (!SelectQueryNode.is(query.query))
    throw new Error("storage.db only reads: statements that change something belong in storage.write.");
}

function refuseStream(): never {
  throw new Error("Statements are not streamed: a result that does not fit in memory is read in pages by key.");
}

function refuseTransaction(): never {
  throw new Error("Transactions are opened by storage.write only.");
}

/** Transactions and connections are the engine's own business. */
const NO_DRIVER: Driver = {
  init: async () => {},
  acquireConnection: refuseTransaction,
  beginTransaction: refuseTransaction,
  commitTransaction: refuseTransaction,
  rollbackTransaction: refuseTransaction,
  releaseConnection: async () => {},
  destroy: async () => {},
};
