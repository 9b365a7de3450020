import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSteps } from "./steps.js";

/** Where the tests note the errors that they brought about. */
const errors = mkdtempSync(join(tmpdir(), "poolhouse-errors-"));

/** The whole gate, under two minutes: types, lint and format, import rules, dead code, generated pages, unit tests on SQLite. */
export const checks = [
  { name: "lock file", command: ["node", "scripts/complete-lock.js", "--check"] },
  { name: "types", command: ["tsc", "-p", "tsconfig.json"] },
  { name: "lint and format", command: ["biome", "check", "--error-on-warnings"] },
  {
    name: "import rules",
    command: ["depcruise", "packages", "--config", ".dependency-cruiser.cjs", "--output-type", "err"],
  },
  { name: "dead code", command: ["knip"] },
  { name: "generated reference", command: ["node", "packages/server/scripts/generate-reference.ts", "--check"] },
  { name: "unit tests", command: ["vitest", "run"], vitest: true, environment: { POOLHOUSE_ERROR_COVERAGE: errors } },
  { name: "declared errors", command: ["node", "scripts/error-coverage.ts", errors] },
];

if (import.meta.main) process.exitCode = await runSteps(checks);
