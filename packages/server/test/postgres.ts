import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { postgresBinaries } from "./postgres-binaries.ts";
import { unprivilegedUser } from "./unprivileged.ts";

/** A PostgreSQL server for tests. */
export interface TestPostgres {
  /** Connection string of its superuser. */
  url: string;
  stop(): Promise<void>;
}

const RUN_PREFIX = "poolhouse-postgres-run-";

/** For speed only: the data is thrown away with the server. */
const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  autovacuum: "off",
  shared_buffers: "64MB",
  max_connections: "200",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

/**
 * Gives the server that DATABASE_URL names, or else starts one of our own in a temporary folder, which goes when it is stopped.
 * Its default collation is English, not that of code points: what the tests say about order must hold in any database.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== "") return { url: given, stop: async () => {} };
  await reapLeftovers();
  const { folder } = postgresBinaries();
  const run = mkdtempSync(join(tmpdir(), RUN_PREFIX));
  let server: ChildProcess | undefined;
  const killAtExit = () => server?.kill("SIGQUIT");
  const stop = async () => {
    process.off("exit", killAtExit);
    if (server) await ended(server);
    rmSync(run, { recursive: true, force: true });
  };
  try {
    chmodSync(run, 0o755);
    writeFileSync(join(run, "owner.pid"), String(process.pid));
    const password = randomBytes(16).toString("hex");
    const data = prepareData(folder, run, password);
    process.once("exit", killAtExit);
    for (let tries = 1; ; tries++) {
      const port = await freePort();
      server = startServer(folder, run, data, port);
      const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
      try {
        await ready(server, url, join(run, "log"));
        return { url, stop };
      } catch (error) {
        // Somebody may have taken the port meanwhile.
        if (tries === 3) throw error;
        await ended(server);
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
}

function prepareData(folder: string, run: string, password: string): string {
  const user = unprivilegedUser();
  const home = join(run, "home");
  mkdirSync(home, { mode: 0o700 });
  const passwordFile = join(home, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [home, passwordFile]) chownSync(path, user.uid, user.gid);
  const data = join(home, "data");
  execFileSync(
    join(folder, "bin", "initdb"),
    [
      ...["--pgdata", data, "--username", "postgres", "--auth", "password", "--pwfile", passwordFile],
      ...["--encoding", "UTF8", "--locale", "C", "--locale-provider", "icu", "--icu-locale", "en-US"],
      ...["--no-sync", "--no-instructions"],
    ],
    { ...user, cwd: "/", env: { LC_ALL: "C" }, stdio: ["ignore", "ignore", "pipe"] },
  );
  return data;
}

function startServer(folder: string, run: string, data: string, port: number): ChildProcess {
  const log = openSync(join(run, "log"), "a");
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return spawn(join(folder, "bin", "postgres"), ["-D", data, "-p", String(port), ...settings], {
    ...unprivilegedUser(),
    cwd: "/",
    env: { LC_ALL: "C" },
    stdio: ["ignore", log, log],
  });
}

async function ready(server: ChildProcess, url: string, log: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null || server.signalCode !== null) break;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await sleep(20);
    }
  }
  throw new Error(`PostgreSQL did not start: ${readFileSync(log, "utf8")}`);
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exit = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGQUIT");
  await exit;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Ends servers whose test run was killed before it could, and removes their data. */
async function reapLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(RUN_PREFIX))) {
    const run = join(tmpdir(), name);
    try {
      if (statSync(run).uid !== process.getuid?.() || isRunning(Number(readFileSync(join(run, "owner.pid"), "utf8"))))
        continue;
      const server = Number(readIfThere(join(run, "home", "data", "postmaster.pid"))?.split("\n")[0]);
      // The number may belong to another program by now.
      if (server > 0 && isRunning(server) && commandOf(server).includes(run)) {
        process.kill(server, "SIGQUIT");
        for (let tries = 0; tries < 100 && isRunning(server); tries++) await sleep(20);
      }
      rmSync(run, { recursive: true, force: true });
    } catch {
      // Not ours, half made, or another test run is at it.
    }
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function commandOf(pid: number): string {
  const listed = readIfThere(`/proc/${pid}/cmdline`);
  return listed ?? execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
}
