import { randomBytes } from "node:crypto";
import { link, open, readFile, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openPrivateFolder } from "./private-folder.ts";
import type { SealingKeys } from "./sealing.ts";
import { unusableFile } from "./unusable-file.ts";

/** A fresh key that is kept nowhere: for a server whose data lives in memory. */
export function createSealingKeys(): SealingKeys {
  const id = newKeyId();
  return { writing: id, keys: new Map([[id, randomBytes(32)]]) };
}

/**
 * Keys from text: `id:base64` with 32 bytes each, separated by commas or line ends. The first one writes, all can be read. Lines
 * that begin with `#` are comments.
 *
 * @throws Error naming the entry that is wrong by its position; the text itself is secret and never part of the message.
 */
export function parseSealingKeys(text: string): SealingKeys {
  const entries = text
    .split(/\r?\n/)
    .filter((line) => !line.trimStart().startsWith("#"))
    .flatMap((line) => line.split(","))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
  const keys = new Map<string, Buffer>();
  for (const [index, entry] of entries.entries()) {
    const match = /^([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)$/.exec(entry);
    const [, id, base64] = match ?? [];
    if (id === undefined || base64 === undefined) {
      throw new Error(`Sealing key ${index + 1} must read id:base64 with exactly 32 bytes`);
    }
    if (keys.has(id)) throw new Error(`Sealing key ${index + 1} repeats the id ${id}`);
    keys.set(id, Buffer.from(base64, "base64"));
  }
  const [writing] = keys.keys();
  if (writing === undefined) throw new Error("There is no sealing key");
  return { writing, keys };
}

/** The text form that `parseSealingKeys` reads, the writing key first, one line each. */
export function formatSealingKeys({ writing, keys }: SealingKeys): string {
  return [...keys]
    .sort(([left], [right]) => Number(right === writing) - Number(left === writing))
    .map(([id, key]) => `${id}:${Buffer.from(key).toString("base64")}\n`)
    .join("");
}

/**
 * The keys in `<folder>/sealing-keys`, readable by their owner only. When the file is not there it is made with one fresh key, whole and
 * synced before anybody can see it; of several processes that start at once on an empty folder all get the same key.
 *
 * @throws UnusableFileError when the folder or the file cannot be read or written; Error when its content is not a list of keys: without
 * the right key the data that it seals is lost, so a broken file is never replaced.
 */
export async function loadSealingKeys(folder: string): Promise<SealingKeys> {
  const path = join(folder, "sealing-keys");
  try {
    return (await read(path)) ?? (await create(path)) ?? (await readExisting(path));
  } catch (error) {
    throw unusableFile(path, error);
  }
}

/**
 * The keys in `<folder>/sealing-keys`, or undefined when there are none yet.
 *
 * @throws as {@link loadSealingKeys}
 */
export async function readSealingKeys(folder: string): Promise<SealingKeys | undefined> {
  const path = join(folder, "sealing-keys");
  try {
    return await read(path);
  } catch (error) {
    throw unusableFile(path, error);
  }
}

async function read(path: string): Promise<SealingKeys | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    // ENOTDIR: what should be the folder is none, which is said when it is to be made.
    if (["ENOENT", "ENOTDIR"].includes(String(codeOf(error)))) return undefined;
    throw error;
  }
  try {
    return parseSealingKeys(text);
  } catch (error) {
    throw new Error(`${path} is damaged: ${error instanceof Error ? error.message : "unreadable"}`);
  }
}

async function readExisting(path: string): Promise<SealingKeys> {
  const keys = await read(path);
  if (keys === undefined) throw new Error(`${path} disappeared while it was read`);
  return keys;
}

/** Undefined when another process was first. */
async function create(path: string): Promise<SealingKeys | undefined> {
  const keys = createSealingKeys();
  openPrivateFolder(dirname(path));
  const temporary = `${path}.${process.pid}.${newKeyId()}`;
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(
      `# What opens the secrets in this data folder. Keep a copy apart from backups of the data.\n${formatSealingKeys(keys)}`,
    );
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link, unlike a rename, never replaces a file that another process has put there meanwhile.
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) === "EEXIST") return undefined;
    throw error;
  } finally {
    await unlink(temporary);
  }
  await syncFolder(dirname(path));
  return keys;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; there NTFS journals the new name by itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Random, so that keys made on several machines can be put together in one list. */
function newKeyId(): string {
  return `k${randomBytes(6).toString("hex")}`;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
