import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";

const root = mkdtempSync(join(tmpdir(), "poolhouse-bench-"));
process.once("exit", () => rmSync(root, { recursive: true, force: true }));

let made = 0;

/** An empty folder that goes with this process. */
export function scratchFolder(): string {
  const folder = join(root, String(made++));
  mkdirSync(folder);
  return folder;
}
