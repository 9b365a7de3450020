import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const repository = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = join(repository, "packages", "server", "bin", "poolhouse.js");

const startDeadlineMs = 60_000;
const stopDeadlineMs = 15_000;

export interface ServerOptions {
  /** `own`: issuers are the server's URL; `aws`: the string that Cognito would use, for verifiers that insist on it. */
  readonly issuer: "own" | "aws";
  /** The storage flags of `poolhouse start`: `["--memory"]`, `["--data", DIR]`, `["--database", URL]`. */
  readonly storage: readonly string[];
  /** Further flags of `poolhouse start`. @param port the one that the server will listen on */
  flags?(port: number): readonly string[];
}

export interface RunningServer {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly endpoint: string;
  /** Asks the server to end, and resolves when its process is gone. */
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("no port was assigned");
  return address.port;
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_poolhouse/health`, { signal: AbortSignal.timeout(2_000) });
    return response.ok;
  } catch {
    return false;
  }
}

/** This process's environment without what configures a server: only the flags given here may count. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("POOLHOUSE_")));
}

/**
 * Starts `poolhouse start` as its own process on a free port of 127.0.0.1 and waits until it answers.
 * Throws with the server's own output when it ends or stays silent.
 */
export async function startServer({ issuer, storage, flags }: ServerOptions): Promise<RunningServer> {
  const port = await freePort();
  // By address: `localhost` may mean ::1 first to a client that then waits for nothing.
  const endpoint = `http://127.0.0.1:${port}`;
  const all = ["--port", String(port), "--issuer", issuer, ...storage, ...(flags?.(port) ?? [])];
  const child = spawn(process.execPath, [program, "start", ...all], {
    cwd: repository,
    env: environment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const killAtExit = (): void => void child.kill("SIGTERM");
  process.once("exit", killAtExit);
  // Kept bounded: only the end of what was said explains a failure.
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-20_000);
    });
  }

  async function stop(): Promise<void> {
    process.off("exit", killAtExit);
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), stopDeadlineMs);
    await exited;
    clearTimeout(force);
  }

  const deadline = Date.now() + startDeadlineMs;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null || child.signalCode !== null) {
      process.off("exit", killAtExit);
      throw new Error(`poolhouse start ended with ${child.exitCode ?? child.signalCode}:\n${output}`);
    }
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`poolhouse start did not answer in ${startDeadlineMs / 1000} s:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { endpoint, stop };
}
