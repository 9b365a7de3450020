import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../packages/server/test/postgres.ts";
import {
  type AuditedDatabase,
  postgresDatabase,
  sqliteFolder,
} from "../packages/server/test/proof/crash/audited-database.ts";
import { crashRun } from "../packages/server/test/proof/crash/crash-run.ts";
import { freePort } from "../packages/server/test/proof/crash/server-process.ts";

/**
 * Kills the real server under load and compares what it knows afterwards with a ledger of every write that its clients saw acknowledged:
 * `node scripts/crash-rounds.ts [--sqlite ROUNDS] [--postgres ROUNDS] [--seed N] [--verbose]`. Ends with status 1 when anything is missing, half done, or
 * when a damage done on purpose is not noticed.
 */
const { values } = parseArgs({
  options: {
    sqlite: { type: "string", default: "60" },
    postgres: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    verbose: { type: "boolean", default: false },
  },
});
const seed = wholeNumber("seed", values.seed);
const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(name: string, rounds: number, database: AuditedDatabase): Promise<boolean> {
  if (rounds === 0) return true;
  const began = performance.now();
  say(`${name}: ${rounds} rounds, seed ${seed}`);
  const progress = (line: string, round: number) => {
    if (values.verbose || round % 10 === 0) say(`  ${line}`);
  };
  const report = await crashRun({ rounds, seed, port: await freePort(), database, progress });
  for (const fault of report.faults.slice(0, 20)) say(`  FAULT ${fault}`);
  if (report.faults.length > 20) say(`  and ${report.faults.length - 20} faults more`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  say(
    `${name}: killed ${report.rounds} times, ${report.acknowledged} acknowledged writes to ${report.subjects} users and pools compared, ` +
      `${report.uncertain} unanswered ones either whole or absent, ${report.faults.length} faults; ` +
      `${report.noticed} of ${report.damaged} damages done on purpose were noticed (${seconds} s)`,
  );
  return report.faults.length === 0 && report.rounds === rounds;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} must be a whole number, not ${text}`);
  return Number(text);
}

const folder = mkdtempSync(join(tmpdir(), "poolhouse-crash-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const sound = await run("SQLite", wholeNumber("sqlite", values.sqlite), sqliteFolder(join(folder, "sqlite")));
let soundOnPostgres = true;
const postgresRounds = wholeNumber("postgres", values.postgres);
if (postgresRounds > 0) {
  const postgres = await startPostgres();
  try {
    const database = postgresDatabase(postgres.url, join(folder, "postgres"));
    soundOnPostgres = await run("PostgreSQL", postgresRounds, database);
  } finally {
    await postgres.stop();
  }
}
process.exitCode = sound && soundOnPostgres ? 0 : 1;
