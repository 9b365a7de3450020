import { randomBytes } from "node:crypto";
import { createSealer } from "../../src/platform/sealing.ts";
import { cognitoMigrations } from "../../src/services/cognito-idp/migrations.ts";
import { createPoolStore } from "../../src/services/cognito-idp/pools/pool-store.ts";
import type { CognitoTables } from "../../src/services/cognito-idp/tables.ts";
import { createUserStore } from "../../src/services/cognito-idp/users/user-store.ts";
import type { TestDatabaseKind } from "../databases.ts";
import { samplePool, sampleUser } from "./sample-records.ts";

/** An empty database with the service's tables, for suites of stores. */
export async function openCognitoStorage(database: TestDatabaseKind) {
  const storage = (
    await database.open({ migrations: [{ service: "cognito-idp", migrations: cognitoMigrations }] })
  ).of<CognitoTables>();
  const sealer = createSealer({ writing: "test", keys: new Map([["test", randomBytes(32)]]) });
  const pools = createPoolStore({ storage, sealer });
  const users = createUserStore({ storage, sealer });
  return {
    storage,
    pools,
    users,
    /** Puts the sample pool in. */
    async addPool() {
      const pool = samplePool();
      await storage.write((tx) => pools.insert(tx, pool));
      return pool;
    },
    /** Puts users into the sample pool; each has its name as sub. */
    async addUsers(...names: string[]) {
      await storage.write(async (tx) => {
        for (const name of names) await users.insert(tx, samplePool(), sampleUser({ sub: name, username: name }));
      });
    },
  };
}
