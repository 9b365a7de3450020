import { createServer } from "node:http";
import { startPostgres, type TestPostgres } from "./postgres.ts";

/** Starts PostgreSQL once for all test files, when the first of them asks. */
export interface PostgresOnDemand {
  /** Where to ask: answers with the connection string. */
  address: string;
  stop(): Promise<void>;
}

/** Test files run in threads of their own, which reach the process that owns the server through a port on loopback. */
export function offerPostgres(): Promise<PostgresOnDemand> {
  let started: Promise<TestPostgres> | undefined;
  const server = createServer((_request, response) => {
    started ??= startPostgres();
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address !== "object" || address === null) return reject(new Error("no port"));
      resolve({
        address: `http://127.0.0.1:${address.port}/`,
        stop: async () => {
          server.close();
          server.closeAllConnections();
          const running = await started?.catch(() => undefined);
          await running?.stop();
        },
      });
    });
  });
}
