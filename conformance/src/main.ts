import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { judge, type Result } from "./judge.ts";
import { openPoolhouse, type Preset } from "./ops/poolhouse.ts";
import { plans } from "./plans.ts";
import { proveModules } from "./prove.ts";
import { renderReport } from "./report.ts";
import { runTrial } from "./trial.ts";

const file = join(import.meta.dirname, "..", "..", "docs", "reference", "openid-conformance.md");
const checking = process.argv.includes("--check");
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const modules = plans
  .flatMap((plan) => plan.modules)
  .filter(({ name }) => wanted.length === 0 || wanted.some((beginning) => name.startsWith(beginning)));

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function runOn(preset: Preset): Promise<readonly Result[]> {
  const op = await openPoolhouse(preset);
  try {
    const results: Result[] = [];
    for (const { name, run } of modules) results.push(judge(name, preset, await runTrial(op, run)));
    return results;
  } finally {
    await op.close();
  }
}

/** Says what came of the modules on a preset. @returns whether none failed */
function tell(preset: Preset, results: readonly Result[]): boolean {
  for (const { module, outcome, failures } of results) {
    if (outcome === "failed") print(`  FAIL ${module}\n       ${failures.join("\n       ")}`);
    else if (wanted.length > 0) print(`  ${outcome} ${module}`);
  }
  const count = (outcome: Result["outcome"]): number => results.filter((result) => result.outcome === outcome).length;
  const [passed, failed] = [count("passed"), count("failed")];
  print(
    `${preset}: ${passed} passed, ${failed} failed, ${count("forbidden")} forbidden by Cognito's behaviour, ${count("skipped")} do not apply`,
  );
  return failed === 0;
}

/** Writes the table, or says that it is not what it would be. @returns whether all is well */
function keepReport(text: string): boolean {
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (current === text) return true;
  if (checking) {
    print("docs/reference/openid-conformance.md is stale: run `node conformance/run.js`");
    return false;
  }
  writeFileSync(file, text);
  print("docs/reference/openid-conformance.md written");
  return true;
}

// What was started ends with this process (see startServer), also when it is asked to go.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

let good = true;
if (wanted.length === 0) {
  const broken = await proveModules();
  for (const line of broken) print(`  FAIL ${line}`);
  print(
    `the modules themselves, against oidc-provider and its faults: ${broken.length === 0 ? "proven" : "not proven"}`,
  );
  good = broken.length === 0;
}
const [cognito, hardened] = await Promise.all([runOn("cognito"), runOn("hardened")]);
good = tell("cognito", cognito) && good;
good = tell("hardened", hardened) && good;
if (wanted.length === 0) good = keepReport(renderReport({ cognito, hardened })) && good;
process.exitCode = good ? 0 : 1;
