import { spawn } from "node:child_process";
import process from "node:process";
import { type Database, openDatabase } from "./database.ts";
import { type RunningServer, startServer } from "./server.ts";

/** Two files at a time: the suites and the server share the machine, and a starved client times out for no fault of its own. */
const concurrency = 2;

/** What hangs fails, in the end. It counts for a file as a whole too, and the AWS CLI's is the slowest. */
const timeoutMs = 900_000;

/** Runs the given test files under node:test with `env` added; resolves to the exit code. */
function runTests(files: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      // Amplify leaves a timer of three minutes behind each sign-up that is to sign in by itself: nothing waits for it.
      [
        "--test",
        `--test-concurrency=${concurrency}`,
        `--test-timeout=${timeoutMs}`,
        "--test-force-exit",
        "--test-reporter=spec",
        ...files,
      ],
      { stdio: "inherit", env: { ...process.env, ...env } },
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

/** One server for each issuer mode, because the mode is a property of the whole server. */
async function startServers(database: Database): Promise<{ own: RunningServer; aws: RunningServer }> {
  const own = await startServer({ issuer: "own", storage: await database.storage("own") });
  try {
    return { own, aws: await startServer({ issuer: "aws", storage: await database.storage("aws") }) };
  } catch (error) {
    await own.stop();
    throw error;
  }
}

async function runOn(kind: string, files: readonly string[]): Promise<number> {
  const database = await openDatabase(kind);
  try {
    const servers = await startServers(database);
    process.stdout.write(
      `\nPoolhouse on ${kind}: ${servers.own.endpoint}, AWS-shaped issuers: ${servers.aws.endpoint}\n\n`,
    );
    try {
      return await runTests(files, {
        POOLHOUSE_ENDPOINT: servers.own.endpoint,
        POOLHOUSE_AWS_ISSUER_ENDPOINT: servers.aws.endpoint,
      });
    } finally {
      await servers.own.stop();
      await servers.aws.stop();
    }
  } finally {
    await database.close();
  }
}

// What was started ends with this process (see startServer), also when it is asked to go.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const files = process.argv.slice(2);
const endpoint = process.env.POOLHOUSE_ENDPOINT;
if (endpoint !== undefined) {
  const awsIssuer = process.env.POOLHOUSE_AWS_ISSUER_ENDPOINT;
  process.exitCode = await runTests(files, {
    POOLHOUSE_ENDPOINT: endpoint,
    ...(awsIssuer === undefined ? {} : { POOLHOUSE_AWS_ISSUER_ENDPOINT: awsIssuer }),
  });
} else {
  const kinds = (process.env.POOLHOUSE_COMPAT_DATABASES ?? "memory").split(",").map((kind) => kind.trim());
  let worst = 0;
  for (const kind of kinds) worst = Math.max(worst, await runOn(kind, files));
  process.exitCode = worst;
}
