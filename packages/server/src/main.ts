import { readFileSync } from "node:fs";
import { type ComposedServer, compose, hostRuleOf, migrations, type ServerParts } from "./compose.ts";
import { type Config, publicUrl } from "./config/load.ts";
import { errorResponse } from "./http/error-response.ts";
import { httpErrors } from "./http/errors.ts";
import { startListener } from "./http/listener.ts";
import { createServerTls, type ServerTls } from "./http/tls/server-tls.ts";
import { createClock, type MovableClock } from "./platform/clock.ts";
import { createMetrics } from "./platform/metrics.ts";
import { createPinoLog } from "./platform/pino-log.ts";
import { systemRandom } from "./platform/random.ts";
import { createSealingKeys, loadSealingKeys } from "./platform/sealing-keys.ts";
import { createModPowPool, type ModPowPool } from "./services/cognito-idp/credentials/mod-pow-pool.ts";
import { migrateDatabase } from "./storage/open-storage.ts";

/** What a caller may put in the place of the usual parts: a test its own clock, log, challenges and key pairs, a command what stops it. */
export type ServerOverrides = Partial<
  Pick<
    ServerParts,
    "clock" | "log" | "random" | "modPow" | "stop" | "challenges" | "generateSigningKey" | "onUndeclared" | "observe"
  >
>;

/** A server inside this process, without a socket. */
export interface Server extends ComposedServer {
  clock: MovableClock;
}

/** A server that listens. */
export interface RunningServer extends Server {
  /** What clients are told, without a final slash. */
  url: string;
  /** As bound. */
  host: string;
  port: number;
}

/**
 * Builds a server that answers in process only: `server.handle`.
 * @throws DatabaseTooNewError, DatabaseInUseError, StorageUnavailableError
 */
export async function createServer(
  config: Config,
  overrides: ServerOverrides = {},
  url: string = publicUrl(config, config.port),
  tls?: ServerTls,
): Promise<Server> {
  const clock = overrides.clock ?? createClock();
  const threads = sharedThreads();
  const server = await compose({
    config,
    publicUrl: url,
    version: packageVersion(),
    clock,
    random: overrides.random ?? systemRandom,
    log: overrides.log ?? createPinoLog({ format: config.log, level: config.logLevel }),
    metrics: createMetrics(),
    sealingKeys: await sealingKeysOf(config),
    modPow: overrides.modPow ?? threads.modPow,
    ...(tls?.authority && { authority: tls.authority }),
    ...(overrides.stop && { stop: overrides.stop }),
    ...(overrides.challenges && { challenges: overrides.challenges }),
    ...(overrides.generateSigningKey && { generateSigningKey: overrides.generateSigningKey }),
    ...(overrides.onUndeclared && { onUndeclared: overrides.onUndeclared }),
    ...(overrides.observe && { observe: overrides.observe }),
  });
  return { ...server, clock };
}

/**
 * Builds a server and listens.
 * @throws the system's error (EADDRINUSE, EACCES) when the address cannot be bound, and what `createServer` throws
 */
export async function startServer(config: Config, overrides: ServerOverrides = {}): Promise<RunningServer> {
  const log = overrides.log ?? createPinoLog({ format: config.log, level: config.logLevel });
  const random = overrides.random ?? systemRandom;
  const clock = overrides.clock ?? createClock();
  // Names do not depend on the port, which is known later.
  const hosts = hostRuleOf(config, publicUrl(config, config.port));
  const tls = await createServerTls(config, { hosts, now: () => clock.wall(), random, log });
  // The port is bound before anything else: the public URL may follow from it, and a taken one costs nothing.
  let built: Promise<Server> | undefined;
  const listener = await startListener({
    handle: async (request) => {
      // The port is bound a moment before the server is built, which may fail: that is told where it was started.
      const server = await built?.catch(() => undefined);
      return server ? server.handle(request) : errorResponse(httpErrors.closing(), request.requestId);
    },
    host: config.host,
    port: config.port,
    bodyLimit: config.bodyLimit,
    trustProxy: config.trustProxy,
    log,
    random,
    certificates: tls.certificates,
    tunnels: tls.tunnels,
  });
  const url = publicUrl(config, listener.port);
  try {
    built = createServer(config, { ...overrides, log, random, clock }, url, tls);
    const server = await built;
    await server.start();
    return {
      ...server,
      url,
      host: listener.address,
      port: listener.port,
      async close() {
        await listener.close();
        await server.close();
      },
    };
  } catch (error) {
    await listener.close(0);
    const server = await built?.catch(() => undefined);
    await server?.close();
    throw error;
  }
}

async function sealingKeysOf(config: Config) {
  if (config.sealingKeys !== undefined) return config.sealingKeys;
  return config.dataFolder === undefined ? createSealingKeys() : loadSealingKeys(config.dataFolder);
}

/** Brings the configured database up to this program. @returns the steps that were applied */
export async function migrateServer(config: Config) {
  const log = createPinoLog({ format: config.log, level: config.logLevel });
  return migrateDatabase({ database: config.database, migrations, clock: createClock(), log });
}

let threads: ModPowPool | undefined;

/** The threads hold no state, so every server of a process shares them; waiting ones do not keep it alive. */
function sharedThreads(): ModPowPool {
  threads ??= createModPowPool();
  return threads;
}

/** The version in this package's manifest, which lies beside `src` and `dist`. */
function packageVersion(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return manifest.version;
}

export { type Config, loadConfig } from "./config/load.ts";
export { inProcessFetch, sdkRequestHandler } from "./http/in-process.ts";
