import { CompiledQuery, type KyselyPlugin } from "kysely";
import type { Storage, Unit } from "../src/storage/storage.ts";

/**
 * The plans of the statements that `act` runs, as one text. PostgreSQL has just been told the tables' sizes, as it looks them up by itself; SQLite, which is
 * never told, plans without.
 */
export function queryPlans<Tables>(
  storage: Storage<Tables>,
  act: (tx: Unit<Tables>) => Promise<unknown>,
): Promise<string> {
  return storage.write(async (tx) => {
    if (storage.dialect === "postgres") await tx.db.executeQuery(CompiledQuery.raw("analyze"));
    const statements: CompiledQuery[] = [];
    const noting: KyselyPlugin = {
      transformQuery: ({ node, queryId }) => {
        statements.push(tx.db.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    await act({ ...tx, db: tx.db.withPlugin(noting) });
    const explain = storage.dialect === "sqlite" ? "explain query plan" : "explain";
    const plans: unknown[] = [];
    for (const { sql, parameters } of statements)
      plans.push((await tx.db.executeQuery(CompiledQuery.raw(`${explain} ${sql}`, [...parameters]))).rows);
    return JSON.stringify(plans);
  });
}
