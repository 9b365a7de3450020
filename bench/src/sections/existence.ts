import { type Answer, createJsonClient, type JsonClient } from "../client/json-client.ts";
import { beginSrp, proveSrp } from "../client/srp-client.ts";
import type { BenchPool } from "../fill/bench-pool.ts";
import { fillFolder } from "../fill/filled-folder.ts";
import { filled } from "../fill/population.ts";
import { progress } from "../progress.ts";
import type { Row, Section } from "../report.ts";
import { scratchFolder } from "../scratch-folder.ts";
import { startPoolhouse } from "../server/poolhouse.ts";
import { median } from "../statistics.ts";

const TRIES = 200;
/** Tries before those that count, of names of their own. */
const WARM_UP = 40;
/** Confirmed users come first, unconfirmed ones after them; every name is tried once by each way, so that no limit is met. */
const CONFIRMED = TRIES + WARM_UP;

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
  const pool = await fillFolder(data, { confirmed: CONFIRMED, unconfirmed: CONFIRMED });
  const server = await startPoolhouse({ data, name: "existence" });
  const client = createJsonClient(server.port);
  try {
    const rows: Row[] = [];
    for (const [index, way] of ways.entries()) rows.push(await compare(way, index, { client, pool }));
    return {
      title: "Known and unknown users",
      method:
        `Median time of an answer for a known user, against that for an unknown name, at a client that hides which users there are. ${TRIES} tries each, one after ` +
        "the other and interleaved in random order, every name once; the rounds are quarters of the tries.",
      rows,
    };
  } finally {
    client.close();
    await server.stop();
  }
}

async function compare(way: Way, number: number, door: Door): Promise<Row> {
  progress(`existence: ${way.what}`);
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let attempt = -WARM_UP; attempt < TRIES; attempt++) {
    const user = attempt + WARM_UP + (way.known === "confirmed" ? 0 : CONFIRMED);
    // Of the same length as the names of those who exist, and never asked for twice.
    const names = { known: filled.username(user), unknown: filled.username(800_000 + number * 1000 + user) };
    const kinds = Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const kind of kinds) {
      const prepared = await way.prepare?.(door, names[kind]);
      const began = performance.now();
      const { status, body } = await way.ask(door, names[kind], prepared);
      const took = performance.now() - began;
      if (status !== way.status) throw new Error(`${way.what} of a ${kind} user: ${status} ${JSON.stringify(body)}`);
      if (attempt >= 0) times[kind].push(took);
    }
  }
  const quarter = TRIES / 4;
  const quarters = [0, 1, 2, 3].map((part) => {
    const within = (list: readonly number[]) => median(list.slice(part * quarter, (part + 1) * quarter));
    return within(times.known) / within(times.unknown);
  });
  return {
    what: `${way.what}, known against unknown`,
    ratio: {
      value: median(times.known) / median(times.unknown),
      least: Math.min(...quarters),
      most: Math.max(...quarters),
    },
    aim: { within: 0.1 },
  };
}
