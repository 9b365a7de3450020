import { spawn } from "node:child_process";
import process from "node:process";

/** Two files at a time: they share the machine with the server, and a starved client times out for no fault of its own. */
const CONCURRENCY = 2;

/**
 * Runs test files under node:test; resolves to the exit code.
 *
 * @param options.env added to this process's
 * @param options.timeoutMs what hangs fails, in the end; it counts for a file as a whole too
 */
export function runTestFiles(
  files: readonly string[],
  options: { env: Readonly<Record<string, string>>; timeoutMs: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        "--test",
        `--test-concurrency=${CONCURRENCY}`,
        `--test-timeout=${options.timeoutMs}`,
        // Amplify leaves a timer of three minutes behind each sign-up that is to sign in by itself: nothing waits for it.
        "--test-force-exit",
        "--test-reporter=spec",
        ...files,
      ],
      { stdio: "inherit", env: { ...process.env, ...options.env } },
    );
    const killAtExit = (): void => void child.kill("SIGTERM");
    process.once("exit", killAtExit);
    child.once("error", reject);
    child.once("exit", (code) => {
      process.off("exit", killAtExit);
      resolve(code ?? 1);
    });
  });
}
