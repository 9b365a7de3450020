import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { type ModPow, trivialPower } from "./mod-pow.ts";
import type { ModPowJob } from "./mod-pow-worker.ts";
import { N } from "./srp-group.ts";

/** Threads that do nothing but exponentiate. */
export interface ModPowPool {
  modPow: ModPow;
  /** Starts one thread ahead of the first job, so that the first sign-in does not wait for it. */
  prepare(): void;
  /** Ends the threads; what is not answered by then is rejected, as is every later call. */
  close(): Promise<void>;
}

interface Job {
  message: ModPowJob;
  resolve: (power: bigint) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  /** Sent and not answered yet, oldest first. */
  sent: Job[];
}

/** Two, so that a thread has its next job at hand while its last answer travels. */
const sentAtMost = 2;

/**
 * A pool of up to `threads` worker threads (default: one for each core, four at most). A thread starts when there is work for it, in
 * about 20 ms, and does not keep the process alive while it waits.
 *
 * Why threads and not `crypto.diffieHellman` with a callback: importing the private key computes its public key on the event loop.
 * Measured on Node 24.21 for a 256-bit exponent: callback form 0.52 ms on the event loop and 1.01 ms in all; threads 0.03 ms and 0.50 ms.
 * It also leaves libuv's four threads (`UV_THREADPOOL_SIZE`) to signatures and key pairs.
 */
export function createModPowPool({
  threads = Math.min(4, availableParallelism()),
}: {
  threads?: number;
} = {}): ModPowPool {
  const running = new Set<Thread>();
  const waiting: Job[] = [];
  let closed = false;

  const modPow: ModPow = (base, exponent) =>
    new Promise((resolve, reject) => {
      // OpenSSL would fail inside the thread, and take along what else it was given.
      if (base < 0n || base >= N || exponent < 0n || exponent >= N) {
        return reject(new RangeError("A base or exponent lies outside the SRP group"));
      }
      const power = trivialPower(base, exponent);
      if (power !== undefined) return resolve(power);
      if (closed) return reject(new Error("The threads for modular exponentiation are closed"));
      waiting.push({ message: [base, exponent], resolve, reject });
      distribute();
    });

  function distribute(): void {
    while (waiting.length > 0) {
      const thread = idlest();
      if (thread === undefined) return;
      const job = waiting.shift();
      if (job === undefined) return;
      if (thread.sent.length === 0) thread.worker.ref();
      thread.sent.push(job);
      thread.worker.postMessage(job.message);
    }
  }

  /** The thread with the least to do, a new one while there may be more, undefined when all have enough. */
  function idlest(): Thread | undefined {
    let best: Thread | undefined;
    for (const thread of running) {
      if (best === undefined || thread.sent.length < best.sent.length) best = thread;
    }
    if ((best === undefined || best.sent.length > 0) && running.size < threads) return start();
    return best !== undefined && best.sent.length < sentAtMost ? best : undefined;
  }

  function start(): Thread {
    const worker = new Worker(workerFile(), { name: "mod-pow", execArgv: [] });
    const thread: Thread = { worker, sent: [] };
    running.add(thread);
    worker.unref();
    worker.on("message", (power: bigint) => {
      thread.sent.shift()?.resolve(power);
      if (thread.sent.length === 0) worker.unref();
      distribute();
    });
    worker.on("error", (cause) => abandon(thread, new Error("A modular exponentiation failed", { cause })));
    worker.on("exit", () => abandon(thread, new Error("A thread for modular exponentiation ended")));
    return thread;
  }

  /** Nothing is tried again: a job that kills its thread would kill the next one too. */
  function abandon(thread: Thread, error: Error): void {
    if (!running.delete(thread)) return;
    for (const job of thread.sent.splice(0)) job.reject(error);
    if (!closed) distribute();
  }

  return {
    modPow,
    prepare() {
      if (!closed && running.size === 0) start();
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.reject(new Error("The threads for modular exponentiation are closed"));
      await Promise.all([...running].map((thread) => thread.worker.terminate()));
    },
  };
}

/** The worker's file beside this one: `.ts` from source, `.js` as published. */
function workerFile(): URL {
  const extension = new URL(import.meta.url).pathname.endsWith(".ts") ? "ts" : "js";
  return new URL(`./mod-pow-worker.${extension}`, import.meta.url);
}
