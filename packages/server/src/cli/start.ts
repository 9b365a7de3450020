import { flushCompileCache } from "node:module";
import { type Config, loadConfig } from "../config/load.ts";
import { CommandError, type Run } from "./command.ts";
import { openFolderWarning } from "./open-folder.ts";
import { stopSignal } from "./stop-signal.ts";
import { whoAnswers } from "./who-answers.ts";

/** Starts the server and keeps it until a signal, then ends it in order. */
export const start: Run = async (terminal) => {
  const config = loadConfig(terminal);
  const stop = stopSignal();
  const { startServer } = await import("../main.ts");
  const starting = new AbortController();
  const started = startServer(config, { stop: starting.signal });
  const stoppedBy = await Promise.race([stop, started.then(doNothing, doNothing)]);
  if (stoppedBy !== undefined) {
    terminal.err(`${stoppedBy}: ends before it has started`);
    starting.abort(new Error("The start was stopped"));
    await abandon(started);
    return 0;
  }
  const server = await started.catch(async (error: unknown) => {
    throw new CommandError(await explainFailure(error, config));
  });
  for (const line of banner(config, server.url)) terminal.err(line);
  // Whatever was compiled so far starts faster next time, even if this process is killed.
  setTimeout(flushCompileCache, 1000).unref();

  const signal = await stop;
  terminal.err(`${signal}: finishing what was begun`);
  await server.close();
  return 0;
};

const doNothing = (): undefined => undefined;

/** How long a start is given to end when it is stopped, in milliseconds. Nobody was answered yet: nothing can be lost. */
const PATIENCE = 5_000;

/** Waits for the end of a start that was told to stop; one that does not come to it is cut off. */
async function abandon(started: Promise<{ close(): Promise<void> }>): Promise<void> {
  setTimeout(() => process.exit(0), PATIENCE).unref();
  const server = await started.catch(() => undefined);
  await server?.close();
}

function banner(config: Config, url: string): string[] {
  const folder = config.dataFolder === undefined ? undefined : openFolderWarning(config.dataFolder);
  const said = [
    ...(config.open ? ["Anybody who reaches this address may do anything here (--open)."] : []),
    ...(folder === undefined ? [] : [folder]),
  ];
  const warnings = said.length > 0 ? ["", ...said] : [];
  if (config.mode === "production") return [`Poolhouse answers at ${url}`, ...warnings];
  return [
    "",
    `  Endpoint    ${url}`,
    `  Start page  ${url}/`,
    `  Mailbox     ${url}/_poolhouse/mailbox`,
    ...(url.startsWith("http:")
      ? [`  With TLS    ${url.replace("http:", "https:")}   (see: poolhouse certificate)`]
      : []),
    "",
    "  For the AWS CLI and the SDKs:",
    `  export AWS_ENDPOINT_URL=${url} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test`,
    // boto3 and version 1 of the CLI read the second name only, the other SDKs the first.
    `  export AWS_REGION=${config.region} AWS_DEFAULT_REGION=${config.region}`,
    ...warnings,
    "",
  ];
}

async function explainFailure(error: unknown, config: Config): Promise<string> {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const place = `${config.host}:${config.port}`;
  if (code === "EACCES" && config.port < 1024)
    return `Port ${config.port} is reserved for the system's services: choose another with --port.`;
  if (code === "EADDRNOTAVAIL") return `This machine has no address ${config.host}: choose another with --host.`;
  if (code === "EADDRINUSE") {
    const reachable = ["0.0.0.0", "::"].includes(config.host) ? "localhost" : config.host;
    const who = await whoAnswers(`http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${config.port}`);
    const named = {
      poolhouse: () => (who.kind === "poolhouse" ? `Poolhouse ${who.version} runs there already` : ""),
      other: () => (who.kind === "other" ? `${who.what} answers there` : ""),
      nobody: () => "another program holds it without answering",
    }[who.kind]();
    return `${place} is taken: ${named}. Stop it, or choose another port with --port.`;
  }
  if (!(error instanceof Error)) return String(error);
  // What the storage and the settings refuse is written for people already; whoever looks closer asks for more.
  const closer = config.logLevel === "trace" || config.logLevel === "debug";
  return (closer ? error.stack : undefined) ?? error.message;
}
