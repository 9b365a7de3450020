import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * For the folders that have a package.json and a lock of their own, so that `npm ci` at the root stays small for whoever only wants to start
 * the server. Plain JavaScript, so that their scripts start on any Node from 20 on.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The Node that runs TypeScript as it is: this one from 24 on, else the platform package in the root's node_modules.
 * @throws Error with what to do when there is none
 */
export function nodeThatStripsTypes() {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  const platform = process.platform === "win32" ? "win" : process.platform;
  const file = platform === "win" ? "node.exe" : "node";
  const packaged = join(root, "node_modules", `node-${platform}-${process.arch}`, "bin", file);
  if (existsSync(packaged)) return packaged;
  throw new Error("This needs Node 24: run `npm ci` in the repository first, or start this script with Node 24.");
}

/** Runs a program in `folder` with this terminal; signals are passed on. @returns its exit code, 1 when a signal ended it */
export function run(folder, command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: "inherit", ...options });
    const pass = (signal) => child.kill(signal);
    process.on("SIGINT", pass).on("SIGTERM", pass);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.off("SIGINT", pass).off("SIGTERM", pass);
      resolve(signal === null ? code : 1);
    });
  });
}

/** Runs a file of the folder's `src` on Node 24. @returns its exit code */
export function runSource(folder, file, args) {
  const env = { ...process.env, NODE_NO_WARNINGS: "1" };
  return run(folder, nodeThatStripsTypes(), [join(folder, "src", file), ...args], { env });
}

/** The same once the folder's types are right: they are stripped, not checked, when it runs. The repository's compiler checks them. */
export async function runCheckedSource(folder, file, args) {
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  const code = existsSync(compiler) ? await run(folder, nodeThatStripsTypes(), [compiler, "-p", folder]) : 0;
  return code === 0 ? runSource(folder, file, args) : code;
}

/**
 * Installs a folder and runs its `src/run-suites.ts` with the files in `src/suites` whose names begin with one of the words, or with all.
 *
 * @param words what the command line holds: beginnings of names, `--install` to install anew
 * @returns the exit code, 2 when no suite has such a name
 */
export async function runSuites(folder, words) {
  const wanted = words.filter((word) => !word.startsWith("--"));
  const suites = readdirSync(join(folder, "src", "suites"))
    .filter((file) => file.endsWith(".test.ts"))
    .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
    .map((file) => join("src", "suites", file));
  if (suites.length === 0) {
    process.stderr.write(`No suite is called ${wanted.join(", ")}.\n`);
    return 2;
  }
  await install(folder, words.includes("--install"));
  return runCheckedSource(folder, "run-suites.ts", suites);
}

/** Installs exactly what the folder's lock says, unless that is already there. No package here needs its install script. */
export async function install(folder, force) {
  const marker = join(folder, "node_modules", ".package-lock.json");
  const fresh = existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(folder, "package-lock.json")).mtimeMs;
  if (fresh && !force) return;
  const windows = process.platform === "win32";
  const args = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
  const code = await run(folder, windows ? "npm.cmd" : "npm", args, { shell: windows });
  if (code !== 0) throw new Error(`npm ci in ${folder} ended with ${code}`);
}
