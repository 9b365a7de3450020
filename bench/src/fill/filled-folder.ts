import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { BenchPool } from "./bench-pool.ts";

/**
 * Fills an empty data folder in a process of its own, so that what it leaves in memory is gone when measuring begins.
 *
 * @param users numbers 0 … `confirmed` − 1 are confirmed; as many as `unconfirmed` says follow that are not
 */
export async function fillFolder(
  folder: string,
  users: { confirmed: number; unconfirmed?: number },
): Promise<BenchPool> {
  const script = fileURLToPath(new URL("./fill-users.ts", import.meta.url));
  const args = ["--conditions=source", script, folder, String(users.confirmed), String(users.unconfirmed ?? 0)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const made: BenchPool = JSON.parse(stdout);
  return made;
}
