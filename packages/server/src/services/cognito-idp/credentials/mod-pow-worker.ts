import { parentPort } from "node:worker_threads";
import { bigIntPower, trivialPower } from "./mod-pow.ts";
import { openSslPower } from "./open-ssl-power.ts";

/** One exponentiation, as `createModPowPool` sends it; the answer is the power. Answers leave in the order of the jobs. */
export type ModPowJob = [base: bigint, exponent: bigint];

const power = openSslIsRight() ? openSslPower : bigIntPower;

parentPort?.on("message", ([base, exponent]: ModPowJob) => {
  parentPort?.postMessage(trivialPower(base, exponent) ?? power(base, exponent));
});

/** What `openSslPower` relies on is not documented, so every worker asks for one known answer before it trusts it. */
function openSslIsRight(): boolean {
  const base = 3n ** 1500n;
  const exponent = 0x10001n;
  try {
    return openSslPower(base, exponent) === bigIntPower(base, exponent);
  } catch {
    return false;
  }
}
