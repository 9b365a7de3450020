// Fills a data folder with one pool, one client and users: node fill-users.ts FOLDER USERS [UNCONFIRMED]
// Through the server's own stores in this process: over HTTP most of the time would go into passwords that nobody proves.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import process from "node:process";
import { migrations } from "../../../packages/server/src/compose.ts";
import { createServer, loadConfig } from "../../../packages/server/src/main.ts";
import { createClock } from "../../../packages/server/src/platform/clock.ts";
import { silentLog } from "../../../packages/server/src/platform/log.ts";
import { systemRandom } from "../../../packages/server/src/platform/random.ts";
import { createSealer } from "../../../packages/server/src/platform/sealing.ts";
import { loadSealingKeys } from "../../../packages/server/src/platform/sealing-keys.ts";
import { createCredential } from "../../../packages/server/src/services/cognito-idp/credentials/credential.ts";
import { openSslPower } from "../../../packages/server/src/services/cognito-idp/credentials/open-ssl-power.ts";
import { createPoolStore } from "../../../packages/server/src/services/cognito-idp/pools/pool-store.ts";
import type { CognitoTables } from "../../../packages/server/src/services/cognito-idp/tables.ts";
import type { User } from "../../../packages/server/src/services/cognito-idp/users/user.ts";
import { createUserStore } from "../../../packages/server/src/services/cognito-idp/users/user-store.ts";
import { openStorage } from "../../../packages/server/src/storage/open-storage.ts";
import { benchClient, benchPool } from "./bench-pool.ts";
import { filled, SIGNS_IN } from "./population.ts";

const [folder = "", users = "0", unconfirmed = "0"] = process.argv.slice(2);
const count = Number(users);
const total = count + Number(unconfirmed);
const UNIT = 500;

const server = await createServer(loadConfig({ argv: ["--data", folder, "--log-level", "silent"], env: {}, cwd: "/" }));
const caller = {
  principal: { type: "service", service: "bench" },
  account: "000000000000",
  region: "us-east-1",
} as const;
const { UserPool } = await server.call("cognito-idp", "CreateUserPool", benchPool, caller);
const poolId = UserPool?.Id ?? "";
const created = await server.call(
  "cognito-idp",
  "CreateUserPoolClient",
  { ...benchClient, UserPoolId: poolId },
  caller,
);
await server.close();

const storage = await openStorage({
  database: { kind: "sqlite", file: join(folder, "poolhouse.db") },
  migrations,
  clock: createClock(),
  log: silentLog,
});
const parts = { storage: storage.of<CognitoTables>(), sealer: createSealer(await loadSealingKeys(folder)) };
const store = createUserStore(parts);
const pool = await createPoolStore(parts).find(poolId);
if (pool === undefined) throw new Error("The pool that was just created is not there");

const poolName = pool.id.slice(pool.id.indexOf("_") + 1);
const modPow = async (base: bigint, exponent: bigint) => openSslPower(base, exponent);
const credentialOf = (userId: string) =>
  createCredential(filled.password, { poolName, userId }, { modPow, random: systemRandom });
const shared = await credentialOf("nobody");

for (let first = 0; first < total; first += UNIT) {
  const members = await Promise.all(
    Array.from({ length: Math.min(UNIT, total - first) }, async (_, offset) => {
      const index = first + offset;
      const credential =
        index < SIGNS_IN ? await credentialOf(filled.username(index)) : { ...shared, userId: filled.username(index) };
      return { user: userOf(pool.id, index, index < count), credential };
    }),
  );
  await parts.storage.write(async (tx) => {
    for (const { user, credential } of members) {
      await store.insert(tx, pool, user);
      const password = { current: credential, history: [], temporarySince: undefined };
      await store.setPassword(tx, user, password, { seen: undefined, next: randomUUID() });
    }
  });
}
await storage.close();
process.stdout.write(JSON.stringify({ poolId, clientId: created.UserPoolClient?.ClientId }));
process.exit(0);

function userOf(poolId: string, index: number, confirmed: boolean): User {
  const now = Date.now();
  return {
    poolId,
    sub: randomUUID(),
    username: filled.username(index),
    status: confirmed ? "CONFIRMED" : "UNCONFIRMED",
    enabled: true,
    attributes: {
      email: filled.email(index),
      email_verified: String(confirmed),
      given_name: "Robin",
      family_name: `Person ${index}`,
    },
    pendingAttributes: {},
    createdAt: now,
    modifiedAt: now,
    version: 1,
  };
}
