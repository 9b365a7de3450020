import { type Poolhouse, type PoolhouseOptions, startPoolhouse } from "../../testkit/src/testkit.ts";
import { createTestSchema } from "./postgres-schema.ts";
import { recordError } from "./record-error.ts";
import { usedSigningKeys } from "./used-signing-keys.ts";

/**
 * A server of a test's own, on the database that POOLHOUSE_TEST_SERVER_DATABASE names: `sqlite` in memory (default), or `postgres` in
 * a schema of its own that goes with the server.
 */
export async function startTestServer(options: PoolhouseOptions = {}): Promise<Poolhouse> {
  const own = { observe: recordError, generateSigningKey: usedSigningKeys() };
  const recorded = { ...options, overrides: { ...own, ...options.overrides } };
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
