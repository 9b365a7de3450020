import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Poolhouse, type PoolhouseOptions, startPoolhouse } from "../../testkit/src/testkit.ts";
import { createTestSchema } from "./postgres-schema.ts";

/**
 * A server of a test's own, on the database that POOLHOUSE_TEST_SERVER_DATABASE names: `sqlite` in memory (default), or `postgres` in
 * a schema of its own that goes with the server.
 */
export async function startTestServer(options: PoolhouseOptions = {}): Promise<Poolhouse> {
  const recorded = { ...options, overrides: { observe: recordError, ...options.overrides } };
  if ((process.env.POOLHOUSE_TEST_SERVER_DATABASE ?? "sqlite") === "sqlite") return startPoolhouse(recorded);
  const schema = await createTestSchema();
  const poolhouse = await startPoolhouse({ ...recorded, database: schema.url });
  return {
    ...poolhouse,
    async close() {
      try {
        await poolhouse.close();
      } finally {
        await schema.drop();
      }
    },
  };
}

const seen = new Set<string>();

/** Leaves a line for each error that a test brought about, for the check that every declared error has one (scripts/error-coverage.ts). */
function recordError({
  service,
  operation,
  code,
}: {
  service: string;
  operation: string;
  code: string | undefined;
}): void {
  const folder = process.env.POOLHOUSE_ERROR_COVERAGE;
  const line = `${service} ${operation} ${code}\n`;
  if (folder === undefined || code === undefined || seen.has(line)) return;
  seen.add(line);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.txt`), line);
}
