import type { CompiledQuery, QueryResult } from "kysely";
import { UnitMisuseError } from "./errors.ts";
import type { RunStatement } from "./query-builder.ts";

/**
 * The statements of one unit. They stop with it, and the first that fails fails the unit even when its error was caught: PostgreSQL's
 * transaction is aborted then, and SQLite must not differ. (A unit that expects a conflict says `on conflict do nothing returning`.)
 */
export interface UnitStatements {
  run: RunStatement;
  /**
   * Ends the unit before it is committed.
   * @throws the first failed statement's error, or UnitMisuseError when a statement was not awaited.
   */
  finish(): void;
  /** Refuses statements from now on. */
  close(): void;
  /** The first failed statement's error. */
  failure(): unknown;
}

export function unitStatements(run: RunStatement): UnitStatements {
  let open = true;
  let underWay = 0;
  let failure: { error: unknown } | undefined;
  return {
    run: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      if (!open)
        throw new UnitMisuseError(
          "A statement was run on a unit of work that is over: await every statement inside it.",
        );
      if (failure) throw failure.error;
      underWay++;
      try {
        return await run<Row>(query);
      } catch (error) {
        failure ??= { error };
        throw error;
      } finally {
        underWay--;
      }
    },
    finish: () => {
      open = false;
      if (failure) throw failure.error;
      if (underWay > 0)
        throw new UnitMisuseError(
          "A unit of work ended while a statement was under way: await every statement inside it.",
        );
    },
    close: () => {
      open = false;
    },
    failure: () => failure?.error,
  };
}
