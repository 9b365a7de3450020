import { rmSync } from "node:fs";
import { join } from "node:path";
import { root, runSteps } from "./steps.js";

/** Where the tests note the errors that they brought about. */
const errors = join(root, "node_modules/.cache/poolhouse-errors");
rmSync(errors, { recursive: true, force: true });

/** The whole gate: types, lint and format, import rules, dead code, generated pages and links, unit tests with stores on both databases. */
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
  { name: "links of documents", command: ["node", "scripts/document-links.ts"] },
  { name: "rules of OAuth", command: ["node", "scripts/oauth-rules.ts", "--check"] },
  {
    name: "unit tests",
    // Every file starts servers of its own, so that files can share a thread: half of the processor's time went into loading modules for each anew.
    command: ["vitest", "run", "--no-isolate", "packages/server/src", "packages/server/scripts", "packages/testkit"],
    environment: { POOLHOUSE_ERROR_COVERAGE: errors },
    vitest: true,
  },
  { name: "declared errors", command: ["node", "scripts/error-coverage.ts", errors] },
];

if (import.meta.main) process.exitCode = await runSteps(checks);
