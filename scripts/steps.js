import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { delimiter, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** How much of what a failed step printed is told again at the end, in lines. */
const END_OF_OUTPUT = 40;
/** And of a failed test's message. */
const MESSAGE = 15;

/**
 * Runs steps one after the other and says what came of them. A step is `{ name, command, environment?, vitest? }`. Every step runs even when an
 * earlier one failed. At the end comes why the failed ones failed, so that whoever sees no more than the end of the output knows, and a line
 * that counts tests; a step without Vitest's report counts as one.
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
    const { status, end } = await run(
      report ? [...step.command, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`] : step.command,
      step.environment,
    );
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    results.push({ name: step.name, status, seconds, end, ...outcome(report, status) });
  }
  for (const { name, status, failures, end } of results) {
    if (status === 0) continue;
    process.stdout.write(`\n── why ${name} failed\n`);
    for (const { test, message } of failures) process.stdout.write(`${test}\n${indented(message)}\n`);
    if (failures.length === 0) process.stdout.write(`${end.join("\n")}\n`);
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

/** What Vitest's report says; a run without one is counted by its status. */
function outcome(report, status) {
  const byStatus = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, failures: [] };
  if (!report) return byStatus;
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
      const file = relative(root, name);
      const tests = assertionResults
        .filter((result) => result.status === "failed")
        .map(({ fullName, failureMessages }) => ({
          test: `${file}: ${fullName}`,
          message: failureMessages.join("\n"),
        }));
      // A file that failed before its tests, or beside them.
      return status === "failed" && tests.length === 0 ? [{ test: file, message }] : tests;
    });
    return { passed: numPassedTests, failed: Math.max(numFailedTests, status === 0 ? 0 : 1), failures };
  } catch {
    // The run ended before it could write.
    return byStatus;
  }
}

function indented(message) {
  return message
    .split("\n")
    .slice(0, MESSAGE)
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Runs a program, passing on what it prints as it comes. Gives its exit status and the end of what it printed. */
function run([program, ...args], environment = {}) {
  return new Promise((resolve) => {
    const path = [join(root, "node_modules/.bin"), process.env.PATH].join(delimiter);
    const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
    const child = spawn(program, args, {
      cwd: root,
      stdio: ["inherit", "pipe", "pipe"],
      env: { ...colours, ...process.env, PATH: path, ...environment },
    });
    let end = [""];
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on("data", (chunk) => {
        to.write(chunk);
        const [first = "", ...more] = chunk.toString("utf8").split("\n");
        end = [...end.slice(0, -1), end.at(-1) + first, ...more].slice(-END_OF_OUTPUT);
      });
    }
    child.once("error", (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve({ status: 127, end: [error.message] });
    });
    child.once("close", (code) => resolve({ status: code ?? 1, end }));
  });
}
