import { expect } from "vitest";
import { createPinoLog } from "../../../src/platform/pino-log.ts";
import { callHead, sendRaw } from "../../attacks/raw-http.ts";
import { type PoolInUse, putPoolInUse } from "../../cognito-idp/pool-in-use.ts";
import type { ProofDatabase, ProofServer } from "../proof-server.ts";
import { secretSearch } from "../secrets/secret-search.ts";

/** In every bad request; in no line of the log. */
export const SECRET = "Sentinel-Zq7-of-bad-input";

/** A listening server with a pool and the confirmed user alice. */
export interface AttackedServer {
  server: ProofServer;
  pool: PoolInUse;
  /** The next request, by anybody, is answered as always. */
  expectAlive(): Promise<void>;
  /** An InitiateAuth with a secret in it. @param changed members to put in the place of others */
  signIn(changed?: object): string;
  /** Ends the server. @throws when its log, at the level of trace, has the secret */
  close(): Promise<void>;
}

export async function attackServer(database: ProofDatabase): Promise<AttackedServer> {
  const lines: string[] = [];
  const log = createPinoLog({ format: "json", level: "trace", write: (line) => lines.push(line) });
  const server = await database.start({ listen: true, overrides: { log }, flags: { bodyLimit: String(1024 ** 2) } });
  const pool = await putPoolInUse(server);
  await pool.addUser("alice");
  return {
    server,
    pool,
    async expectAlive() {
      const body = JSON.stringify({ UserPoolId: pool.poolId });
      expect((await sendRaw(server.url, callHead("DescribeUserPool"), body)).status).toBe(200);
    },
    signIn: (changed = {}) =>
      JSON.stringify({
        ClientId: pool.main.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "alice", PASSWORD: SECRET },
        ...changed,
      }),
    async close() {
      await server.close();
      expect(lines.length).toBeGreaterThan(10);
      const search = secretSearch([{ name: "a secret", text: SECRET }]);
      expect(search.find(Buffer.from(lines.join("")), "in the log")).toEqual([]);
    },
  };
}
