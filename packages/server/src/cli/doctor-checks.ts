import { lookup } from "node:dns/promises";
import { stat, statfs } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { dirname } from "node:path";
import type { Config } from "../config/load.ts";
import { isLoopback } from "../platform/addresses.ts";
import { tryPrivateFolder } from "../platform/private-folder.ts";
import { readSealingKeys } from "../platform/sealing-keys.ts";
import { examineSqliteFile } from "../storage/sqlite/examine-sqlite-file.ts";
import { openFolderWarning } from "./open-folder.ts";
import { packageVersion } from "./version.ts";
import { whoAnswers } from "./who-answers.ts";

/** What a check found, in a sentence that says what to do when something is wrong. */
export interface Finding {
  state: "good" | "doubtful" | "bad";
  text: string;
}

const good = (text: string): Finding => ({ state: "good", text });
const doubtful = (text: string): Finding => ({ state: "doubtful", text });
const bad = (text: string): Finding => ({ state: "bad", text });

/** Every check. None of them leaves anything behind, and none takes longer than a few seconds. */
export const checks: readonly { name: string; check(config: Config): Promise<Finding> }[] = [
  { name: "Program", check: checkProgram },
  { name: "Mode", check: checkMode },
  { name: "Port", check: checkPort },
  { name: "Names", check: checkNames },
  { name: "Data folder", check: checkDataFolder },
  { name: "Database", check: checkDatabase },
  { name: "Mail", check: checkMail },
  { name: "Clock", check: checkClock },
];

async function checkProgram(): Promise<Finding> {
  const text = `Poolhouse ${packageVersion()}, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
  return Number(process.versions.node.split(".")[0]) >= 24 ? good(text) : bad(`${text}: Node 24 or newer is needed`);
}

async function checkMode(config: Config): Promise<Finding> {
  if (config.mode === "production") return good(`production, ${config.credentials.length} credentials`);
  return config.open
    ? doubtful("development, open: anybody who reaches the address may do anything")
    : good("development, on this machine only");
}

async function checkPort(config: Config): Promise<Finding> {
  const place = `${config.host}:${config.port}`;
  const failure = await tryToListen(config.host, config.port);
  if (failure === undefined) return good(`${place} is free`);
  if (failure !== "EADDRINUSE") return bad(`${place} cannot be listened on (${failure})`);
  const name = isLoopback(config.host) ? config.host : "127.0.0.1";
  const who = await whoAnswers(`http://${name.includes(":") ? `[${name}]` : name}:${config.port}`);
  return who.kind === "poolhouse"
    ? doubtful(`Poolhouse ${who.version} runs at ${place} already`)
    : bad(`${place} is taken by ${who.kind === "other" ? who.what : "another program"}; choose another with --port`);
}

function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
  });
}

/** Login pages, APIs and buckets have names below localhost; not every system resolves them (RFC 6761 §6.3 says it should). */
async function checkNames(): Promise<Finding> {
  const resolves = async (name: string) => {
    const found = await lookup(name, { all: true }).catch(() => []);
    return found.length > 0 && found.every(({ address }) => isLoopback(address));
  };
  if (!(await resolves("localhost"))) return bad("localhost does not lead to this machine: look into the hosts file");
  return (await resolves("console.localhost"))
    ? good("localhost and the names below it lead to this machine")
    : doubtful("names below localhost do not resolve here outside of browsers; the path forms of URLs work everywhere");
}

const roomNeeded = 100 * 1024 ** 2;

/** Throws what a start would. */
async function checkDataFolder({ mode, database, dataFolder, sealingKeys }: Config): Promise<Finding> {
  if (dataFolder === undefined) return good("none: everything is kept in memory");
  // In development the authority of TLS lies there all the same.
  if (mode === "production" && database.kind === "postgres" && sealingKeys !== undefined)
    return good("none is needed: keys and data are elsewhere");
  if (sealingKeys === undefined) await readSealingKeys(dataFolder);
  tryPrivateFolder(dataFolder);
  const existing = await nearestExisting(dataFolder);
  const { bavail, bsize } = await statfs(existing);
  if (bavail * bsize < roomNeeded) return bad(`less than 100 MB are free in ${existing}`);
  if (existing !== dataFolder) return good(`${dataFolder} will be made`);
  const warning = openFolderWarning(dataFolder);
  if (warning !== undefined) return doubtful(warning);
  const readable = process.platform !== "win32" && ((await stat(existing)).mode & 0o077) !== 0;
  return readable ? doubtful(`${dataFolder} can be read by other users of this machine`) : good(dataFolder);
}

async function nearestExisting(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? path : nearestExisting(dirname(path));
}

async function checkDatabase({ database }: Config): Promise<Finding> {
  if (database.kind === "memory") return good("in memory");
  if (database.kind === "sqlite") {
    const found = examineSqliteFile(database.file);
    if (found === undefined) return good(`${database.file} will be made`);
    const text = `${database.file}, ${Math.ceil(found.bytes / 1024)} KB`;
    return found.holder === undefined ? good(text) : doubtful(`${text}, in use by ${found.holder}`);
  }
  const url = new URL(database.url);
  return checkReachable("PostgreSQL", url.hostname, Number(url.port || 5432));
}

async function checkMail({ smtpUrl }: Config): Promise<Finding> {
  if (smtpUrl === undefined) return good("kept in the mailbox only");
  const url = new URL(smtpUrl);
  return checkReachable("the mail server", url.hostname, Number(url.port || (url.protocol === "smtps:" ? 465 : 587)));
}

/** Only that something accepts a connection: signing in is left to the server, whose refusal says more. */
function checkReachable(what: string, host: string, port: number): Promise<Finding> {
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ""), port, timeout: 3000 });
    const finish = (finding: Finding) => {
      socket.destroy();
      resolve(finding);
    };
    socket.once("connect", () => finish(good(`${what} accepts connections at ${host}:${port}`)));
    socket.once("timeout", () => finish(bad(`${what} does not answer at ${host}:${port}`)));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      finish(bad(`${what} cannot be reached at ${host}:${port} (${error.code ?? error.message})`)),
    );
  });
}

/** Signatures and tokens of others are dated by the machine's clock; one that was never set begins in 1970 or at its build. */
async function checkClock(): Promise<Finding> {
  const now = new Date();
  return now.getUTCFullYear() >= 2026
    ? good(now.toISOString())
    : bad(`this machine believes it is ${now.toISOString()}: signatures of clients will be refused`);
}
