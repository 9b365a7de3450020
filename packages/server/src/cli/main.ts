import { processSources } from "../config/sources.ts";
import { run } from "./run.ts";

/** Runs the program with this process's arguments and streams, and sets its exit code. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that went away (`poolhouse call … | head`) is no failure.
  process.stdout.on("error", () => process.exit(0));
  process.exitCode = await run({
    ...processSources(argv),
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
  });
}
