import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { awsEnvironment } from "../endpoint.ts";
import { type ApiClient, type Input, type OperationName, type Output, ServiceError } from "./api-client.ts";

const driver = fileURLToPath(new URL("./boto3_driver.py", import.meta.url));

/** What a line of boto3_driver.py holds. */
interface Line {
  readonly output?: unknown;
  readonly error?: { readonly name: string; readonly message: string; readonly status: number };
  readonly failure?: string;
}

/** boto3, in one Python process that lives until `close`. */
export function boto3Client(python: string): ApiClient {
  const child = spawn(python, [driver], {
    env: { ...process.env, ...awsEnvironment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // Answers come in the order of the requests, so each call waits for the one before it.
  let queue: Promise<unknown> = Promise.resolve();

  async function ask(request: object): Promise<Line> {
    child.stdin.write(`${JSON.stringify(request)}\n`);
    const { value, done } = await lines.next();
    if (done === true) throw new Error("boto3_driver.py ended");
    return JSON.parse(value) as Line;
  }

  return {
    name: "boto3",
    current: false,
    async call<Name extends OperationName>(operation: Name, input: Input<Name>): Promise<Output<Name>> {
      const turn = queue.then(() => ask({ operation, input }));
      queue = turn.catch(() => undefined);
      const { output, error, failure } = await turn;
      if (error !== undefined) throw new ServiceError(error.name, error.message, error.status);
      if (failure !== undefined) throw new Error(failure);
      return output as Output<Name>;
    },
    async close() {
      child.stdin.end();
      await exited;
    },
  };
}
