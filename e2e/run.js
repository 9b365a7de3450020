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
import { dirname } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { runSuites } from "../scripts/sub-package.js";

process.exitCode = await runSuites(dirname(fileURLToPath(import.meta.url)), process.argv.slice(2));
