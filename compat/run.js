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
 *   POOLHOUSE_REQUIRE           comma list of awscli, boto3, pyjwt: a listed tool that is absent fails instead of skipping.
 *   POOLHOUSE_PYTHON            the Python interpreter to prefer for boto3 and PyJWT.
 *   POOLHOUSE_ENDPOINT, POOLHOUSE_AWS_ISSUER_ENDPOINT
 *                               use servers that already run (own issuers, AWS-shaped issuers) and start none.
 *
 * Plain JavaScript, so that it starts on any Node from 20 on; the suites run on the repository's Node 24.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

/** The Node that runs TypeScript as it is: this one from 24 on, else the platform package in the root's node_modules. */
function nodeThatStripsTypes() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const file = platform === "win" ? "node.exe" : "node";
  const packaged = join(root, "node_modules", `node-${platform}-${process.arch}`, "bin", file);
  if (existsSync(packaged)) return packaged;
  throw new Error("The suites need Node 24: run `npm ci` in the repository first, or start this script with Node 24.");
}

function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: here, stdio: "inherit", ...options });
    const pass = (signal) => child.kill(signal);
    process.on("SIGINT", pass).on("SIGTERM", pass);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.off("SIGINT", pass).off("SIGTERM", pass);
      resolve(signal === null ? code : 1);
    });
  });
}

/** Installs exactly what the lock file says, unless that is already there. */
async function install(force) {
  const marker = join(here, "node_modules", ".package-lock.json");
  const fresh = existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(here, "package-lock.json")).mtimeMs;
  if (fresh && !force) return;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const code = await run(npm, ["ci", "--no-audit", "--no-fund"], { shell: process.platform === "win32" });
  if (code !== 0) throw new Error(`npm ci in compat/ ended with ${code}`);
}

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

await install(flags.has("--install"));
const node = nodeThatStripsTypes();
// Types are stripped, not checked, when the suites run; the repository's compiler checks them first.
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
process.exitCode = existsSync(compiler) ? await run(node, [compiler, "-p", here]) : 0;
if (process.exitCode === 0) {
  process.exitCode = await run(node, [join(here, "src", "run-suites.ts"), ...suites], {
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });
}
