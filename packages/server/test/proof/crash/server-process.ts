import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

/** The real server, as a process that can be killed. */
export interface ServerProcess {
  child: ChildProcess;
  /** Settles with its URL when it answers. @throws Error with what it wrote when it ends instead */
  ready: Promise<string>;
  /** As `kill -9`: nothing of it runs any more once this settles. */
  kill(): Promise<void>;
  /** As Ctrl+C: it ends in order. Gives the exit status, null when a signal ended it. */
  stop(): Promise<number | null>;
}

const PROGRAM = fileURLToPath(new URL("../../../bin/poolhouse.js", import.meta.url));
const PATIENCE_MS = 30_000;

/** Processes that still run, so that none outlives this one in whatever way it ends. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Begins to start a server; `flags` name its database. The port is always the same one: it is part of the issuer in tokens. */
export function launchServer(port: number, flags: readonly string[]): ServerProcess {
  const args = [PROGRAM, "start", "--port", String(port), "--log-level", "silent", ...flags];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  running.add(child);
  const exit = once(child, "exit");
  child.once("exit", () => running.delete(child));
  const ready = untilItAnswers(child);
  // Whoever kills it at once does not wait for it.
  ready.catch(() => {});
  return {
    child,
    ready,
    async kill() {
      child.kill("SIGKILL");
      await exit;
    },
    async stop() {
      child.kill("SIGTERM");
      const [status] = await exit;
      return typeof status === "number" ? status : null;
    },
  };
}

function untilItAnswers(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let written = "";
    const fail = (why: string) => {
      clearTimeout(timer);
      reject(new Error(`The server ${why}: ${written.trim()}`));
    };
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      fail("did not answer in time");
    }, PATIENCE_MS);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      written += text;
      const url = /Endpoint\s+(http:\S+)/.exec(written)?.[1];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
    child.once("exit", (status, signal) => fail(`ended (${signal ?? status})`));
    child.once("error", (error) => fail(`could not be started (${error.message})`));
  });
}

/** A port of the loopback that nobody uses. */
export function freePort(): Promise<number> {
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
