import { Socket } from "node:net";
import pg, { type PoolClient } from "pg";
import type { Log } from "../../platform/log.ts";
import { StorageClosedError } from "../errors.ts";
import { postgresFailure } from "./postgres-error.ts";
import { postgresValues } from "./postgres-values.ts";

/** Connections for units and reads. */
export interface PostgresPool {
  /**
   * Lends a connection to `use`, alone. It goes back when `use` is done, and is thrown away when that failed by it: `use` says so by
   * rejecting with what {@link Discard} marks.
   *
   * @throws StorageUnavailableError when none could be had in ten seconds.
   */
  lend<T>(use: (client: PoolClient) => Promise<T>): Promise<T>;
  /** Waits for what was lent, then closes. Connections whose server says nothing are cut off in the end. */
  close(): Promise<void>;
}

/** Wraps the error of a `use` that left its connection in an unknown state. */
export class Discard extends Error {
  readonly error: unknown;
  constructor(error: unknown) {
    super("The connection is of no use.");
    this.error = error;
  }
}

/** What every connection of ours agrees on with the server. */
export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    fallback_application_name: "poolhouse",
    types: postgresValues,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 10_000,
  };
}

/**
 * Said on every new connection. Only units write, and they say so: a data-modifying `with` in a read is refused. Statements are short
 * and have their index; a sequential scan of a table that is still small would put SERIALIZABLE units in each other's way.
 */
const SESSION = [
  "set default_transaction_read_only = on",
  "set enable_seqscan = off",
  "set statement_timeout = '30s'",
  "set idle_in_transaction_session_timeout = '60s'",
].join(";");

/** How long a server that hangs may hold up a close. Units answer in a few milliseconds. */
const CLOSE_MILLISECONDS = 5_000;

export function createPostgresPool(url: string, log: Log, size: number): PostgresPool {
  const sockets = new Set<Socket>();
  let cutOff = false;
  const pool = new pg.Pool({
    ...connectionOptions(url),
    stream: () => {
      const socket = new Socket();
      sockets.add(socket);
      // For a unit that still waited for a connection: its own would hang as the others did.
      if (cutOff) setImmediate(() => socket.destroy());
      return socket.once("close", () => sockets.delete(socket));
    },
    // Past the server's own limit (below): a connection that died without a word.
    query_timeout: 40_000,
    max: size,
    idleTimeoutMillis: 60_000,
    // So that prepared statements and the server's caches do not grow for ever, and a changed DNS entry is found.
    maxLifetimeSeconds: 1_800,
    onConnect: async (client) => {
      await client.query(SESSION);
    },
  });
  // Without a listener a connection that the server closes ends this process.
  pool.on("connect", (client) =>
    client.on("error", (error) => log.debug({ err: error }, "a database connection was lost")),
  );
  pool.on("error", (error) => log.warn({ err: error }, "an idle database connection was lost"));

  const underWay = new Set<Promise<unknown>>();
  let closing = false;

  const lendOne = async <T>(use: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw postgresFailure(error).error;
    });
    let broken = false;
    try {
      return await use(client);
    } catch (error) {
      broken = error instanceof Discard;
      throw error instanceof Discard ? error.error : error;
    } finally {
      client.release(broken);
    }
  };

  return {
    lend: async (use) => {
      if (closing) throw new StorageClosedError();
      const work = lendOne(use);
      underWay.add(work);
      try {
        return await work;
      } finally {
        underWay.delete(work);
      }
    },
    close: async () => {
      closing = true;
      const cut = setTimeout(() => {
        log.warn({ connections: sockets.size }, "the database does not answer: its connections are cut off");
        cutOff = true;
        for (const socket of sockets) socket.destroy();
      }, CLOSE_MILLISECONDS);
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await pool.end();
      clearTimeout(cut);
    },
  };
}
