import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const seen = new Set<string>();

/** Leaves a line for each error that a test brought about, for the check that every declared error has one (scripts/error-coverage.ts): a server's `observe`. */
export function recordError({
  service,
  operation,
  code,
}: {
  service: string;
  operation: string;
  code: string | undefined;
}): void {
  const folder = process.env.POOLHOUSE_ERROR_COVERAGE;
  const line = `${service} ${operation} ${code}\n`;
  if (folder === undefined || code === undefined || seen.has(line)) return;
  seen.add(line);
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.txt`), line);
}
