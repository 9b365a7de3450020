import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { profilerFlags } from "../profile.ts";
import { isHealthy } from "./is-healthy.ts";

/** How a server under measurement is started. */
export interface ServerCommand {
  /** A script for this Node, and its arguments. */
  args: readonly string[];
  cwd: string;
  environment?: Readonly<Record<string, string>>;
  /** The path that answers 200 once the server is ready. */
  health: string;
  port: number;
  /** Whether the process is to report its use of the processor: not when its start is what is measured. Default true. */
  reports?: boolean;
  /** Under which name profiles are kept when the run is profiled. */
  name: string;
}

/** A server in its own process. */
export interface ChildServer {
  /** `http://127.0.0.1:PORT`. */
  endpoint: string;
  port: number;
  /** From the beginning of the process to its first healthy answer, in milliseconds. */
  startMs: number;
  /** Processor time that the process has used so far with all of its threads, in microseconds. */
  cpuMicros(): Promise<number>;
  /** Ends the server in order, and after ten seconds without. */
  stop(): Promise<void>;
}

const startDeadlineMs = 60_000;
const stopDeadlineMs = 10_000;

/** A port of 127.0.0.1 that nobody holds. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No port was assigned");
  return address.port;
}

/** This process's environment without what configures a server. */
function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("POOLHOUSE_") && name !== "PORT" && name !== "DEBUG",
  );
  return { ...Object.fromEntries(inherited), ...more };
}

/** @throws Error with the end of what the server said, when it ends or stays silent. */
export async function startChildServer(command: ServerCommand): Promise<ChildServer> {
  const { reports = true, port } = command;
  const preload = reports ? ["--import", new URL("./report-cpu.js", import.meta.url).href] : [];
  const began = performance.now();
  const child = spawn(process.execPath, [...preload, ...profilerFlags(command.name), ...command.args], {
    cwd: command.cwd,
    env: environment(command.environment),
    stdio: reports ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"],
  });
  const exited = once(child, "exit");
  const killAtExit = () => void child.kill("SIGKILL");
  process.once("exit", killAtExit);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-5000);
    });
  }
  const running = () => child.exitCode === null && child.signalCode === null;

  const stop = async () => {
    process.off("exit", killAtExit);
    if (!running()) return;
    child.kill("SIGTERM");
    const force = setTimeout(() => child.kill("SIGKILL"), stopDeadlineMs);
    await exited;
    clearTimeout(force);
  };

  while (!(await isHealthy(port, command.health))) {
    if (!running() || performance.now() - began > startDeadlineMs) {
      await stop();
      throw new Error(`${command.name} did not start:\n${output}`);
    }
    await wait(2);
  }
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    startMs: performance.now() - began,
    cpuMicros: () => askForCpu(child),
    stop,
  };
}

async function askForCpu(child: ChildProcess): Promise<number> {
  const answered = once(child, "message", { signal: AbortSignal.timeout(10_000) });
  child.send("cpu");
  const [message]: unknown[] = await answered;
  if (typeof message === "object" && message !== null && "cpuMicros" in message) return Number(message.cpuMicros);
  throw new Error("The process told something else than its use of the processor");
}

/** The folder of the repository. */
export const repository: string = fileURLToPath(new URL("../../../", import.meta.url));
