import { createServer, loadConfig, type Server, type ServerOverrides, sdkRequestHandler, startServer } from "poolhouse";
import { createMailbox, type Mailbox } from "./mailbox.ts";

export type { Mailbox, MailboxMessage } from "./mailbox.ts";

/** How a test server differs from the usual one. */
export interface PoolhouseOptions {
  /** Flags as on the command line, without dashes and in camel case: `{ issuer: "aws", attemptLimits: "off" }`. */
  flags?: Record<string, string | boolean>;
  /** A PostgreSQL URL; everything is kept in memory without one. */
  database?: string;
  /** Listen on a free port of the loopback; otherwise the server answers in this process only. */
  listen?: boolean;
  overrides?: ServerOverrides;
}

/** A server of a test's own: its database, its clock, its mailbox. Many live side by side. */
export interface Poolhouse {
  /** The endpoint for clients: a real one with `listen`, else a name that only `requestHandler` knows. */
  url: string;
  /** For AWS SDK clients (version 3): calls the server without a socket. */
  requestHandler: ReturnType<typeof sdkRequestHandler>;
  /** What an AWS SDK client needs: `new CognitoIdentityProviderClient(server.client)`. */
  client: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
    requestHandler: ReturnType<typeof sdkRequestHandler>;
    maxAttempts: number;
  };
  mailbox: Mailbox;
  /** Moves the server's clock on; expiries come at once. Signatures and SRP timestamps keep the machine's time. */
  advance(duration: { seconds?: number; minutes?: number; hours?: number; days?: number }): void;
  handle: Server["handle"];
  call: Server["call"];
  /** Ends the server. Throws when it gave answers or errors that the service's model does not declare. */
  close(): Promise<void>;
}

/**
 * Starts a server for one test or one file of tests.
 * @throws Error when a flag is wrong, or the database cannot be reached
 */
export async function startPoolhouse(options: PoolhouseOptions = {}): Promise<Poolhouse> {
  const undeclared: string[] = [];
  const overrides: ServerOverrides = {
    onUndeclared: ({ operation, faults }) => undeclared.push(`${operation}: ${faults.join("; ")}`),
    ...options.overrides,
  };
  const config = loadConfig({ argv: argumentsOf(options), env: {}, cwd: "/" });
  const running = options.listen ? await startServer(config, overrides) : undefined;
  const server = running ?? (await createServer(config, overrides));
  if (!running) await server.start();
  const url = running?.url ?? "http://localhost:4566";
  const requestHandler = sdkRequestHandler(server.handle);
  return {
    url,
    requestHandler,
    client: {
      endpoint: url,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      requestHandler,
      maxAttempts: 1,
    },
    mailbox: createMailbox(server.handle),
    advance({ seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      const total = seconds + 60 * (minutes + 60 * (hours + 24 * days));
      server.clock.setOffset(server.clock.offset() + total * 1000);
    },
    handle: server.handle,
    call: server.call,
    async close() {
      await server.close();
      if (undeclared.length > 0) throw new Error(`Answers that no model declares:\n${undeclared.join("\n")}`);
    },
  };
}

function argumentsOf({ flags = {}, database, listen }: PoolhouseOptions): string[] {
  const given = {
    logLevel: "silent",
    ...(listen && { port: "0" }),
    // With the same keys for all, servers that share a database read each other's data; and none is kept in a file.
    ...(database === undefined ? { memory: true } : { database, sealingKeys: `test:${"A".repeat(43)}=` }),
    ...flags,
  };
  return Object.entries(given).flatMap(([name, value]) => {
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === true) return [flag];
    return value === false ? [] : [flag, String(value)];
  });
}
