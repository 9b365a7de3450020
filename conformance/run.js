/**
 * Runs the modules of three OpenID conformance plans, first against npm `oidc-provider`, to prove the modules, then against a Poolhouse of each
 * preset that this script starts, and writes docs/reference/openid-conformance.md:
 *
 *     node conformance/run.js [--check] [--install]
 *     node conformance/run.js MODULE…                 single modules against Poolhouse, by the beginning of their names; writes nothing
 *
 * With --check nothing is written; a table that is not what it would be fails.
 *
 * Plain JavaScript, so that it starts on any Node from 20 on; the modules run on the repository's Node 24.
 */
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { install, runCheckedSource } from "../scripts/sub-package.js";

const here = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);

// The browser without scripts and the start of a server are those of the stock clients.
for (const folder of [join(dirname(here), "compat"), here]) await install(folder, args.includes("--install"));
process.exitCode = await runCheckedSource(here, "main.ts", args);
