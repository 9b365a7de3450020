import { DatabaseSync } from "node:sqlite";
import pg from "pg";
import { brokenRules } from "../database-rules.ts";

/** The database beneath a server that is killed, looked at from outside. */
export interface AuditedDatabase {
  /** Flags that make a server keep its data there. */
  flags: readonly string[];
  /** Looks at it while no server runs, without changing anything. @returns sentences about what is half done or damaged */
  audit(): Promise<string[]>;
  /** Does damage, which a comparison must notice. False when the first statement found nothing to damage. */
  damage(statements: readonly string[]): Promise<boolean>;
}

export function sqliteFolder(folder: string): AuditedDatabase {
  const file = `${folder}/poolhouse.db`;
  return {
    flags: ["--data", folder],
    async audit() {
      const database = new DatabaseSync(file, { readOnly: true });
      try {
        const select = (sql: string) => database.prepare(sql).all();
        const damaged = select("pragma integrity_check").map((row) => String(row.integrity_check));
        return [...damaged.filter((verdict) => verdict !== "ok"), ...(await brokenRules(select))];
      } finally {
        database.close();
      }
    },
    async damage(statements) {
      const database = new DatabaseSync(file);
      try {
        const changes = statements.map((statement) => database.prepare(statement).run().changes);
        return Number(changes[0]) > 0;
      } finally {
        database.close();
      }
    },
  };
}

/** @param folder where the server keeps its sealing keys */
export function postgresDatabase(url: string, folder: string): AuditedDatabase {
  const connected = async <T>(run: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await run(client);
    } finally {
      await client.end();
    }
  };
  return {
    flags: ["--database", url, "--data", folder],
    audit: () =>
      connected(async (client) => {
        await untilNobodyWrites(client);
        // One snapshot for all rules.
        await client.query("begin transaction isolation level repeatable read read only");
        return brokenRules(async (sql) => (await client.query(sql)).rows);
      }),
    damage: (statements) =>
      connected(async (client) => {
        const changes: number[] = [];
        for (const statement of statements) changes.push((await client.query(statement)).rowCount ?? 0);
        return Number(changes[0]) > 0;
      }),
  };
}

/** PostgreSQL may still finish what the killed server had sent it. */
async function untilNobodyWrites(client: pg.Client): Promise<void> {
  const others =
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  for (let tries = 0; tries < 500; tries++) {
    const { rows } = await client.query<{ count: number }>(`${others} and backend_type = 'client backend'`);
    if (rows[0]?.count === 0) return;
    await client.query("select pg_sleep(0.01)");
  }
  throw new Error("The killed server's connections stay open");
}
