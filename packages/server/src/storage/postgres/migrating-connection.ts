import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../../platform/log.ts";
import { StorageUnavailableError } from "../errors.ts";
import { connectionOptions } from "./postgres-pool.ts";

/** How long a server that is just starting is waited for. */
const STARTING_MILLISECONDS = 30_000;

/** Its statements take as long as they take, whatever the role or the database says of time. */
const SESSION = [
  "set statement_timeout = 0",
  "set idle_in_transaction_session_timeout = 0",
  "set default_transaction_read_only = off",
  "set lock_timeout = 0",
].join(";");

/**
 * Lends `use` a connection for migrations. When `stop` is aborted it ends at once, with the statement under way.
 *
 * @throws StorageUnavailableError when there is none to be had.
 */
export async function withMigratingConnection<T>(
  url: string,
  { log, stop }: { log: Log; stop?: AbortSignal | undefined },
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const { client, socket } = await connect(url, log, stop);
  // An index that is being built goes on after its client is gone, unless the server is told.
  const end = () => void terminate(url, client).finally(() => socket.destroy());
  try {
    await client.query(SESSION);
    stop?.throwIfAborted();
    stop?.addEventListener("abort", end);
    return await use(client);
  } finally {
    stop?.removeEventListener("abort", end);
    // Which also gives its advisory locks back.
    await client.end().catch(() => {});
  }
}

async function connect(url: string, log: Log, stop?: AbortSignal): Promise<{ client: pg.Client; socket: Socket }> {
  let told = false;
  for (const began = performance.now(); ; await sleep(500, undefined, { signal: stop })) {
    const socket = new Socket();
    const client = new pg.Client({ ...connectionOptions(url), stream: () => socket });
    client.on("error", (error) => log.warn({ err: error }, "the connection that migrates was lost"));
    const end = () => socket.destroy(new Error("The start was stopped"));
    stop?.addEventListener("abort", end);
    try {
      stop?.throwIfAborted();
      await client.connect();
      return { client, socket };
    } catch (thrown) {
      await client.end().catch(() => {});
      const starting = thrown instanceof Error && "code" in thrown && thrown.code === "57P03";
      if (!starting || performance.now() - began > STARTING_MILLISECONDS) throw notReached(client, thrown);
      if (!told) log.info({}, "PostgreSQL is just starting: it is waited for");
      told = true;
    } finally {
      stop?.removeEventListener("abort", end);
    }
  }
}

/** Ends a connection on the server. */
async function terminate(url: string, client: pg.Client): Promise<void> {
  const messenger = new pg.Client({ ...connectionOptions(url), connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  messenger.on("error", () => {});
  try {
    await messenger.connect();
    await messenger.query("select pg_terminate_backend($1)", [processOf(client)]);
  } catch {
    // Its socket is closed in any case.
  } finally {
    await messenger.end().catch(() => {});
  }
}

/** The number of the server's process, which the driver knows and its types do not. */
function processOf(client: pg.Client): unknown {
  return Reflect.get(client, "processID");
}

function notReached(client: pg.Client, thrown: unknown): StorageUnavailableError {
  const reason =
    thrown instanceof AggregateError
      ? String(thrown.errors[0])
      : thrown instanceof Error
        ? thrown.message
        : String(thrown);
  return new StorageUnavailableError(
    `The database ${client.database ?? ""} on ${client.host}:${client.port} cannot be used: ${reason}.`,
    { cause: thrown },
  );
}
