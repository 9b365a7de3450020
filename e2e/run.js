/**
 * Walks through the pages of a Poolhouse that this script starts, in a real browser:
 *
 *     node e2e/run.js [SUITE…] [--install]
 *
 * A SUITE is the beginning of a file name in e2e/src/suites (`sign-up`, `amplify`); without one all of them run.
 *
 * Environment
 *   BROWSER_PATH        the browser to use; without it an installed Chrome, then an installed Edge, then the packaged Chromium (Linux on x64).
 *   POOLHOUSE_REQUIRE   comma list; `https` fails where the browser cannot be told of an authority, instead of skipping.
 *   POOLHOUSE_E2E_SHOW  any value: the browser has a window.
 *
 * Plain JavaScript, so that it starts on any Node from 20 on; the suites run on the repository's Node 24.
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { install, nodeThatStripsTypes, run } from "../scripts/sub-package.js";

const here = dirname(fileURLToPath(import.meta.url));

const flags = new Set(process.argv.slice(2).filter((argument) => argument.startsWith("--")));
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const suites = readdirSync(join(here, "src", "suites"))
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
  .map((file) => join("src", "suites", file));
if (suites.length === 0) {
  process.stderr.write(`No suite is called ${wanted.join(", ")}.\n`);
  process.exit(2);
}

await install(here, flags.has("--install"));
const node = nodeThatStripsTypes();
// Types are stripped, not checked, when the suites run; the repository's compiler checks them first.
const compiler = join(dirname(here), "node_modules", "typescript", "bin", "tsc");
process.exitCode = existsSync(compiler) ? await run(here, node, [compiler, "-p", here]) : 0;
if (process.exitCode === 0) {
  process.exitCode = await run(here, node, [join(here, "src", "run-suites.ts"), ...suites], {
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
}
