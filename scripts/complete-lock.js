import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./steps.js";

/**
 * Adds to the lock file the optional packages of platforms that this machine's registry did not have when it was written: `npm ci` refuses
 * a lock file without them, on every platform. They get no integrity, since they were not seen; only their own platforms fetch them.
 * With `--check` writes nothing and fails when one is missing: run `node scripts/complete-lock.js` after `npm install`.
 */
const file = join(root, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));

const systems = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  openharmony: "openharmony",
};
systems.win32 = "win32";
const processors = new Set(["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "wasm32"]);
const libraries = { musl: "musl", musleabihf: "musl", gnu: "glibc", gnueabihf: "glibc" };

const missing = [];
for (const [path, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (lock.packages[`${path}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue;
    const words = name.split("/").at(-1).split("-");
    const find = (table) => words.map((word) => table[word]).find(Boolean);
    const os = find(systems);
    const cpu = words.find((word) => processors.has(word));
    if (!cpu) throw new Error(`${name} is not in the lock file, and its name tells no platform`);
    const libc = find(libraries);
    missing.push(name);
    lock.packages[`node_modules/${name}`] = {
      version: range.replace(/^[\^~]/, ""),
      cpu: [cpu],
      ...(dev && { dev: true }),
      ...(libc && { libc: [libc] }),
      optional: true,
      ...(os && { os: [os] }),
    };
  }
}

if (process.argv.includes("--check")) {
  if (missing.length > 0) {
    process.stderr.write(`package-lock.json lacks ${missing.join(", ")}: run node scripts/complete-lock.js\n`);
    process.exitCode = 1;
  }
} else if (missing.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
  process.stdout.write(`package-lock.json: added ${missing.length} packages of other platforms\n`);
}
