/**
 * Runs the benchmarks, all of them or the named ones, against servers that this script starts and ends:
 *
 *     node bench/run.js [sign-in] [start] [look-ups] [existence] [--install] [--publish] [--profile]
 *
 *   --install   installs bench/ anew even when it is there already
 *   --publish   also writes the table to docs/benchmarks.md
 *   --profile   runs the servers under Node's CPU profiler and prints where their time went; the figures mean little then
 *
 * Plain JavaScript, so that it starts on any Node from 20 on; the benchmarks run on the repository's Node 24.
 */
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
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
  throw new Error("The benchmarks need Node 24: run `npm ci` in the repository first, or start this with Node 24.");
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
  // No package here needs its install script: the one there is only prints a notice.
  const args = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
  const code = await run(npm, args, { shell: process.platform === "win32" });
  if (code !== 0) throw new Error(`npm ci in bench/ ended with ${code}`);
}

const words = process.argv.slice(2);
await install(words.includes("--install"));
process.exitCode = await run(
  nodeThatStripsTypes(),
  [join(here, "src", "run-benchmarks.ts"), ...words.filter((word) => word !== "--install")],
  { env: { ...process.env, NODE_NO_WARNINGS: "1" } },
);
