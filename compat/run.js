/**
 * Runs the stock clients against a Poolhouse that this script starts:
 *
 *     node compat/run.js [SUITE…] [--install]
 *
 * A SUITE is the beginning of a file name in compat/src/suites (`amplify`, `jose`); without one all of them run.
 *
 * Environment
 *   POOLHOUSE_COMPAT_DATABASES  comma list of memory, sqlite, postgres; default memory. Each gets the whole run.
 *   DATABASE_URL                a PostgreSQL database for `postgres`; without it the tests' own PostgreSQL is started.
 *   POOLHOUSE_REQUIRE           comma list of awscli, boto3, pyjwt, terraform: a listed tool that is absent fails instead of skipping.
 *   POOLHOUSE_TERRAFORM_MIRROR  the folder that holds registry.terraform.io, where it is in none of the usual places.
 *   POOLHOUSE_PYTHON            the Python interpreter to prefer for boto3 and PyJWT.
 *   POOLHOUSE_ENDPOINT, POOLHOUSE_AWS_ISSUER_ENDPOINT
 *                               use servers that already run (own issuers, AWS-shaped issuers) and start none.
 *
 * Plain JavaScript, so that it starts on any Node from 20 on; the suites run on the repository's Node 24.
 */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { install, nodeThatStripsTypes, run } from "../scripts/sub-package.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

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
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
process.exitCode = existsSync(compiler) ? await run(here, node, [compiler, "-p", here]) : 0;
if (process.exitCode === 0) {
  process.exitCode = await run(here, node, [join(here, "src", "run-suites.ts"), ...suites], {
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
}
