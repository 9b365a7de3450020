import { createHash, randomBytes } from "node:crypto";
import { createFormClient, type FormAnswer, type FormClient } from "../client/form-client.ts";
import { inParallel } from "../client/in-parallel.ts";
import { createJsonClient } from "../client/json-client.ts";
import { pageSession } from "../client/page-session.ts";
import { fillFolder } from "../fill/filled-folder.ts";
import { addLoginClients, CALLBACK, type LoginClients } from "../fill/login-clients.ts";
import { filled } from "../fill/population.ts";
import { startFloor } from "../floor/floor.ts";
import { progress } from "../progress.ts";
import type { Row, Section } from "../report.ts";
import { scratchFolder } from "../scratch-folder.ts";
import { startPoolhouse } from "../server/poolhouse.ts";
import { leastRatio } from "../statistics.ts";

const ROUNDS = 15;
/** Grants in a round, of each kind. */
const GRANTS = 200;
/** As many of each kind are not counted. */
const WARM_UP = 2000;
/** Clients that ask at the same time. */
const WIDTH = 8;

/** One way to tokens, and how many signatures there are in it. */
interface Kind {
  what: string;
  signatures: number;
  take: () => Promise<FormAnswer>;
}

/** The token endpoint against the signatures of its tokens. */
export async function tokenEndpointSection(): Promise<Section> {
  progress("token endpoint: filling");
  const data = scratchFolder();
  const pool = await fillFolder(data, { confirmed: 1 });
  const server = await startPoolhouse({ data, name: "token-endpoint" });
  const api = createJsonClient(server.port);
  const floor = await startFloor();
  const clients = await addLoginClients(api, pool.poolId);
  const client = createFormClient(server.port, clients.base);
  try {
    const kinds = await kindsOf(client, clients);
    const costs = kinds.map((): number[] => []);
    const floors = kinds.map((): number[] => []);
    const measure = async ({ take }: Kind, count: number) => {
      const before = await server.cpuMicros();
      await inParallel(count, WIDTH, async () => void granted(await take()));
      return ((await server.cpuMicros()) - before) / count;
    };
    progress("token endpoint: warming up");
    for (const kind of kinds) await measure(kind, WARM_UP);
    for (let round = 0; round < ROUNDS; round++) {
      progress(`token endpoint: round ${round + 1} of ${ROUNDS}`);
      for (const [index, kind] of kinds.entries()) {
        floors[index]?.push(await floor.microsEach({ signIns: GRANTS, signatures: kind.signatures, powers: 0 }));
        costs[index]?.push(await measure(kind, GRANTS));
      }
    }
    return {
      title: "Token endpoint",
      method:
        `${ROUNDS} rounds; in each, every kind has ${GRANTS} grants from ${WIDTH} clients at a time, one kind after the other; the first ${WARM_UP.toLocaleString("en")} are not counted. ` +
        "Processor times are compared by the least disturbed round of each side. The floor is the RSA-2048 signatures of the tokens, by the same OpenSSL functions, on two threads of a process that does nothing else. " +
        "A round trip is two requests, of which the first leads to a code for whoever is signed in on the pages, with a code challenge, and the second redeems it; it writes the code, its use, a token family, a refresh token and an event, each durably.",
      rows: kinds.map(({ what }, index): Row => ({ what, ratio: leastRatio(costs[index] ?? [], floors[index] ?? []) })),
    };
  } finally {
    client.close();
    api.close();
    floor.stop();
    await server.stop();
  }
}

async function kindsOf(client: FormClient, { browserId, machine }: LoginClients): Promise<Kind[]> {
  const verifier = randomBytes(32).toString("base64url");
  const query = new URLSearchParams({
    response_type: "code",
    client_id: browserId,
    redirect_uri: CALLBACK,
    scope: "openid email",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  }).toString();
  const cookie = await pageSession(client, query, { username: filled.username(0), password: filled.password });
  const roundTrip = async () => {
    const { location } = await client.get(`/oauth2/authorize?${query}`, { cookie });
    return client.post("/oauth2/token", {
      grant_type: "authorization_code",
      client_id: browserId,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      code: new URL(location).searchParams.get("code") ?? "",
    });
  };
  const { refresh_token } = granted(await roundTrip());
  const authorization = `Basic ${Buffer.from(`${machine.id}:${machine.secret}`).toString("base64")}`;
  return [
    { what: "authorization-code round trip, CPU against two signatures", signatures: 2, take: roundTrip },
    {
      what: "refresh_token, CPU against two signatures",
      signatures: 2,
      take: () => client.post("/oauth2/token", { grant_type: "refresh_token", client_id: browserId, refresh_token }),
    },
    {
      what: "client_credentials, CPU against one signature",
      signatures: 1,
      take: () => client.post("/oauth2/token", { grant_type: "client_credentials" }, { authorization }),
    },
  ];
}

/** Fails unless tokens were given. */
function granted({ status, text }: FormAnswer): { refresh_token: string } {
  if (status !== 200) throw new Error(`No tokens were given, but ${status} ${text.slice(0, 300)}`);
  return JSON.parse(text);
}
