import { parentPort } from "node:worker_threads";
import { systemRandom } from "../../../platform/random.ts";
import { createGeneratorTable } from "./generator-table.ts";
import { bigIntPower, trivialPower } from "./mod-pow.ts";
import { openSslPower } from "./open-ssl-power.ts";
import { elementLength, g, N } from "./srp-group.ts";

/** One exponentiation, as `createModPowPool` sends it; the answer is the power. Answers leave in the order of the jobs. */
export type ModPowJob = [base: bigint, exponent: bigint];

/** From so many powers of the generator on a thread keeps a table of them: fewer would not earn what it takes to make it. */
const tableAfter = 250;

const power = openSslIsRight() ? openSslPower : bigIntPower;
const table = createGeneratorTable(
  () => (BigInt(`0x${systemRandom.bytes(elementLength).toString("hex")}`) % (N - 3n)) + 2n,
);
let generatorPowers = 0;

parentPort?.on("message", ([base, exponent]: ModPowJob) => {
  const known = base === g ? generatorPower(exponent) : undefined;
  parentPort?.postMessage(known ?? trivialPower(base, exponent) ?? power(base, exponent));
});

function generatorPower(exponent: bigint): bigint | undefined {
  generatorPowers++;
  if (generatorPowers === tableAfter) extendTable();
  return table.power(exponent);
}

/** Row by row, so that no job waits for more than one. */
function extendTable(): void {
  setImmediate(() => {
    if (!table.extend()) extendTable();
  });
}

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
