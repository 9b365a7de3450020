import process from "node:process";
import { type Database, openDatabase } from "./database.ts";
import { runTestFiles } from "./run-test-files.ts";
import { type RunningServer, startServer } from "./server.ts";

/** The slowest file is the AWS CLI's. */
const timeoutMs = 900_000;

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
      const env = {
        POOLHOUSE_ENDPOINT: servers.own.endpoint,
        POOLHOUSE_AWS_ISSUER_ENDPOINT: servers.aws.endpoint,
      };
      return await runTestFiles(files, { env, timeoutMs });
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
  const env = {
    POOLHOUSE_ENDPOINT: endpoint,
    ...(awsIssuer === undefined ? {} : { POOLHOUSE_AWS_ISSUER_ENDPOINT: awsIssuer }),
  };
  process.exitCode = await runTestFiles(files, { env, timeoutMs });
} else {
  const kinds = (process.env.POOLHOUSE_COMPAT_DATABASES ?? "memory").split(",").map((kind) => kind.trim());
  let worst = 0;
  for (const kind of kinds) worst = Math.max(worst, await runOn(kind, files));
  process.exitCode = worst;
}
