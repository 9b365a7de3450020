// A process that does the arithmetic of sign-ins and nothing else; its use of the processor is the floor. Two threads, as busy as
// the server's, since two busy threads of one core are slower than one.
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import process from "node:process";
import { Worker } from "node:worker_threads";
import type { FloorJob } from "./floor-worker.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const workers = Array.from(
  { length: 2 },
  () => new Worker(new URL("./floor-worker.ts", import.meta.url), { workerData: { privateKey }, execArgv: [] }),
);

async function run(job: FloorJob): Promise<number> {
  const before = process.cpuUsage();
  const done = workers.map((worker) => once(worker, "message"));
  for (const worker of workers) worker.postMessage({ ...job, signIns: Math.ceil(job.signIns / workers.length) });
  await Promise.all(done);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (Math.ceil(job.signIns / workers.length) * workers.length);
}

process.on("message", async (job: FloorJob) => {
  process.send?.({ microsEach: await run(job) });
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
