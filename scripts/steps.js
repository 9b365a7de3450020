import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs steps one after the other and says what came of them. A step is `{ name, command, environment?, report? }`; `report` is a file that
 * Vitest writes its JSON to. Every step runs even when an earlier one failed; the closing line counts tests, and a step without a report as one.
 * @returns the exit status
 */
export async function runSteps(steps) {
  const reports = join(root, "node_modules/.cache/poolhouse-reports");
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const results = [];
  for (const [index, step] of steps.entries()) {
    const started = performance.now();
    process.stdout.write(`\n── ${index + 1}/${steps.length} ${step.name}\n`);
    const report = step.vitest ? join(reports, `${index}.json`) : undefined;
    const status = await run(
      report ? [...step.command, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : step.command,
      step.environment,
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    results.push({ name: step.name, status, seconds, ...counts(report, status) });
  }
  process.stdout.write("\n");
  for (const { name, status, seconds, passed, failed } of results) {
    process.stdout.write(
      `${status === 0 ? "ok  " : "FAIL"} ${name} (${passed} passed, ${failed} failed, ${seconds} s)\n`,
    );
  }
  const sum = (member) => results.reduce((total, result) => total + result[member], 0);
  process.stdout.write(`${sum("passed")} passed, ${sum("failed")} failed\n`);
  return results.some(({ status }) => status !== 0) ? 1 : 0;
}

function counts(report, status) {
  if (report) {
    try {
      const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
      return { passed: numPassedTests, failed: Math.max(numFailedTests, status === 0 ? 0 : 1) };
    } catch {
      // The run ended before it could write: counted by its status.
    }
  }
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function run([program, ...args], environment = {}) {
  return new Promise((resolve) => {
    const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
    const child = spawn(program, args, {
      cwd: root,
      stdio: "inherit",
      env: { ...process.env, PATH: path, ...environment },
    });
    child.once("error", (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(127);
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
}
