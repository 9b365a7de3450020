/**
 * Names for statements that are run more than once, so that each connection prepares them once. Texts are few (stores build a few
 * hundred); what comes after the bound, and what is seen for the first time, stays unnamed: lists of varying length would
 * otherwise fill the server's memory.
 */
export interface StatementNames {
  /** The name, or undefined for a statement that is to be run unprepared. */
  of(sql: string): string | undefined;
  /** Gives every statement a new name: the old plans no longer fit the tables. */
  renew(): void;
}

const MOST_NAMES = 500;
const MOST_CANDIDATES = 2_000;

export function createStatementNames(): StatementNames {
  const names = new Map<string, string>();
  const candidates = new Set<string>();
  let generation = 0;
  return {
    of: (sql) => {
      const name = names.get(sql);
      if (name !== undefined || names.size >= MOST_NAMES) return name;
      if (candidates.delete(sql)) {
        const given = `poolhouse_${generation}_${names.size}`;
        names.set(sql, given);
        return given;
      }
      if (candidates.size >= MOST_CANDIDATES) candidates.clear();
      candidates.add(sql);
      return undefined;
    },
    renew: () => {
      generation++;
      names.clear();
    },
  };
}
