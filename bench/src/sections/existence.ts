import { type Answer, createJsonClient, type JsonClient } from "../client/json-client.ts";
import { beginSrp, proveSrp } from "../client/srp-client.ts";
import type { BenchPool } from "../fill/bench-pool.ts";
import { fillFolder } from "../fill/filled-folder.ts";
import { filled } from "../fill/population.ts";
import { progress } from "../progress.ts";
import type { Row, Section } from "../report.ts";
import { scratchFolder } from "../scratch-folder.ts";
import { startPoolhouse } from "../server/poolhouse.ts";
import { median, shuffled } from "../statistics.ts";

const TRIES = 200;
/** Tries before those that count. */
const WARM_UP = 40;
/** Series of tries. A name is tried once in each: not so often that a lock or a limit answers instead. */
const SERIES = 3;
/** The names of one way; every way has names of its own. */
const NAMES = TRIES + WARM_UP;

interface Door {
  client: JsonClient;
  pool: BenchPool;
}

/** A way to ask the server something about a name. */
interface Way {
  what: string;
  /** Which of the users are the known ones. */
  known: "confirmed" | "unconfirmed";
  /** Asked before the clock runs; what it gives goes to `ask`. */
  prepare?(door: Door, username: string): Promise<Answer>;
  ask(door: Door, username: string, prepared: Answer | undefined): Promise<Answer>;
  /** The status of every answer. */
  status: number;
}

const wrongPassword = "Wrong-horse-7";

const ways: readonly Way[] = [
  {
    what: "sign-in by a wrong password",
    known: "confirmed",
    ask: ({ client, pool }, username) =>
      client.send("InitiateAuth", {
        ClientId: pool.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: username, PASSWORD: wrongPassword },
      }),
    status: 400,
  },
  {
    what: "sign-in by SRP, the challenge",
    known: "confirmed",
    ask: ({ client, pool }, username) => beginSrp(client, { clientId: pool.clientId, username }),
    status: 200,
  },
  {
    what: "sign-in by SRP, the proof of a wrong password",
    known: "confirmed",
    prepare: ({ client, pool }, username) => beginSrp(client, { clientId: pool.clientId, username }),
    ask: ({ client, pool }, username, challenge) =>
      client.send(
        "RespondToAuthChallenge",
        proveSrp({ ...pool, username, password: wrongPassword }, challenge?.body ?? {}),
      ),
    status: 400,
  },
  {
    what: "ForgotPassword",
    known: "confirmed",
    ask: ({ client, pool }, username) => client.send("ForgotPassword", { ClientId: pool.clientId, Username: username }),
    status: 200,
  },
  {
    what: "ResendConfirmationCode, unconfirmed users",
    known: "unconfirmed",
    ask: ({ client, pool }, username) =>
      client.send("ResendConfirmationCode", { ClientId: pool.clientId, Username: username }),
    status: 200,
  },
  {
    what: "ResendConfirmationCode, confirmed users",
    known: "confirmed",
    ask: ({ client, pool }, username) =>
      client.send("ResendConfirmationCode", { ClientId: pool.clientId, Username: username }),
    status: 200,
  },
];

/** Whether the time of an answer tells if a user exists. */
export async function existenceSection(): Promise<Section> {
  progress("existence: filling");
  const data = scratchFolder();
  // Confirmed users come first, unconfirmed ones after them.
  const pool = await fillFolder(data, { confirmed: ways.length * NAMES, unconfirmed: ways.length * NAMES });
  const server = await startPoolhouse({ data, name: "existence" });
  const client = createJsonClient(server.port);
  try {
    const rows: Row[] = [];
    for (const [index, way] of ways.entries()) rows.push(await compare(way, index, { client, pool }));
    return {
      title: "Known and unknown users",
      method:
        `Median time of an answer for a known user, against that for an unknown name, at a client that hides which users there are: ${SERIES} series of ${TRIES} ` +
        "tries each, one after the other and interleaved in random order, every name once a series. The ratio is the middle one of the series.",
      rows,
    };
  } finally {
    client.close();
    await server.stop();
  }
}

async function compare(way: Way, number: number, door: Door): Promise<Row> {
  progress(`existence: ${way.what}`);
  const ratios: number[] = [];
  for (let series = 0; series < SERIES; series++) ratios.push(await tryAll(way, number, door));
  return {
    what: `${way.what}, known against unknown`,
    ratio: { value: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) },
    aim: { within: 0.1 },
  };
}

/** @returns the median time of an answer for a known user, divided by that for an unknown name */
async function tryAll(way: Way, number: number, door: Door): Promise<number> {
  const times = { known: [] as number[], unknown: [] as number[] };
  const first = number * NAMES + (way.known === "confirmed" ? 0 : ways.length * NAMES);
  for (let attempt = 0; attempt < NAMES; attempt++) {
    // Of the same length as the names of those who exist.
    const names = { known: filled.username(first + attempt), unknown: filled.username(800_000 + first + attempt) };
    for (const kind of shuffled(["known", "unknown"] as const)) {
      const prepared = await way.prepare?.(door, names[kind]);
      const began = performance.now();
      const { status, body } = await way.ask(door, names[kind], prepared);
      const took = performance.now() - began;
      if (status !== way.status) throw new Error(`${way.what} of a ${kind} user: ${status} ${JSON.stringify(body)}`);
      if (attempt >= WARM_UP) times[kind].push(took);
    }
  }
  return median(times.known) / median(times.unknown);
}
