import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { FloorJob } from "./floor-worker.ts";

/** What the arithmetic alone costs, in this run and on this machine. */
export interface Floor {
  /** Processor time in microseconds for one sign-in's arithmetic. */
  microsEach(job: FloorJob): Promise<number>;
  stop(): void;
}

export async function startFloor(): Promise<Floor> {
  const child = fork(fileURLToPath(new URL("./floor-process.ts", import.meta.url)), { execArgv: [] });
  await once(child, "message");
  return {
    async microsEach(job) {
      const answered = once(child, "message");
      child.send(job);
      const [message]: unknown[] = await answered;
      if (typeof message === "object" && message !== null && "microsEach" in message) return Number(message.microsEach);
      throw new Error("The floor's process told nothing");
    },
    stop: () => void child.kill(),
  };
}
