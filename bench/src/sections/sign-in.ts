import { inParallel } from "../client/in-parallel.ts";
import { createJsonClient, type JsonClient, textAt } from "../client/json-client.ts";
import { beginSrp, proveSrp } from "../client/srp-client.ts";
import type { BenchPool } from "../fill/bench-pool.ts";
import { fillCognitoLocal } from "../fill/fill-cognito-local.ts";
import { fillFolder } from "../fill/filled-folder.ts";
import { filled } from "../fill/population.ts";
import { type Floor, startFloor } from "../floor/floor.ts";
import { progress } from "../progress.ts";
import type { Row, Section } from "../report.ts";
import { scratchFolder } from "../scratch-folder.ts";
import type { ChildServer } from "../server/child-server.ts";
import { startCognitoLocal } from "../server/cognito-local.ts";
import { startPoolhouse } from "../server/poolhouse.ts";
import { leastRatio, median, ratio } from "../statistics.ts";

/** Who signs in, in turn. */
const USERS = 100;
/** How many users the pools have that are compared with cognito-local's: the smallest is the one of all other figures. */
const SIZES = [USERS, 1000, 10_000];
const ROUNDS = 15;
/** The aim against cognito-local holds for pools of so many users or more. */
const AIMED_AT = 1000;
/** Sign-ins in a round, of each kind. */
const SIGN_INS = 200;
/** As many sign-ins of each kind are not counted: until then the engine still compiles what runs most. */
const WARM_UP = 3000;
/** Sign-ins of cognito-local in a round, in pools of up to a thousand users and in larger ones. */
const SIGN_INS_THERE = { small: 100, large: 20 };
/** Clients that sign in at the same time: enough for neither server to wait for them. */
const WIDTH = 16;

/** A server with users who can sign in. */
interface Contestant {
  server: ChildServer;
  client: JsonClient;
  pool: BenchPool;
}

type SignIn = (contestant: Contestant, user: number) => Promise<void>;

const byPassword: SignIn = async ({ client, pool }, user) => {
  const answer = await client.call("InitiateAuth", {
    ClientId: pool.clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: filled.username(user), PASSWORD: filled.password },
  });
  textAt(answer, "AuthenticationResult.IdToken");
};

const bySrp: SignIn = async ({ client, pool }, user) => {
  const who = { ...pool, username: filled.username(user), password: filled.password };
  const challenge = await beginSrp(client, who);
  const answer = await client.call("RespondToAuthChallenge", proveSrp(who, challenge.body));
  textAt(answer, "AuthenticationResult.IdToken");
};

/** Each user's refresh token, for sign-ins by it. */
const byRefreshToken =
  (tokens: readonly string[]): SignIn =>
  async ({ client, pool }, user) => {
    const answer = await client.call("InitiateAuth", {
      ClientId: pool.clientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: tokens[user] },
    });
    textAt(answer, "AuthenticationResult.IdToken");
  };

/** What a round of sign-ins took. */
interface Cost {
  /** Processor time of the server in microseconds, for one sign-in. */
  cpu: number;
  /** Sign-ins a second. */
  rate: number;
}

async function measure(contestant: Contestant, signIn: SignIn, count = SIGN_INS): Promise<Cost> {
  const before = await contestant.server.cpuMicros();
  const milliseconds = await inParallel(count, WIDTH, (index) => signIn(contestant, index % USERS));
  return { cpu: ((await contestant.server.cpuMicros()) - before) / count, rate: (1000 * count) / milliseconds };
}

/** Two servers with as many users each. */
interface Pair {
  users: number;
  ours: Contestant;
  theirs: Contestant;
}

/** Sign-ins against their arithmetic, and against cognito-local. */
export async function signInSection(): Promise<Section> {
  progress("sign-in: filling");
  const floor = await startFloor();
  const pairs: Pair[] = [];
  for (const users of SIZES) {
    pairs.push({ users, ours: await startFilledPoolhouse(users), theirs: await startFilledCognitoLocal(users) });
  }
  const [smallest] = pairs;
  if (smallest === undefined) throw new Error("There is no size to compare");
  try {
    const srpThere = await describeSrp(smallest.theirs);
    const rows = await compare(floor, smallest.ours, pairs);
    rows.push({ what: "sign-in by SRP, against cognito-local", note: srpThere });
    return {
      title: "Sign-in",
      method:
        `${ROUNDS} rounds; in each, every kind has ${SIGN_INS} sign-ins of ${USERS} users from ${WIDTH} clients at a time, one kind after the other; the first ` +
        `${WARM_UP.toLocaleString("en")} are not counted. Rates are compared by the median of the rounds, processor times by the least disturbed round of each side. Poolhouse keeps its data in a SQLite file and syncs every sign-in to the disk; each writes its token family, refresh ` +
        "token and event. The floor is the processor time of the arithmetic alone, by OpenSSL's functions, on two threads of a process that does nothing else: two RSA-2048 signatures, " +
        "and one 3072-bit exponentiation for a password, three for SRP, none for a refresh token; the server itself takes powers of the generator, one for each password or SRP sign-in, from a table in half that time. Load comes from the same machine, which takes part of the processor from either side. " +
        "cognito-local compares passwords as text, signs three tokens on its one thread, and writes its whole file anew at every sign-in: the more users and sign-ins it holds, the slower it is.",
      rows,
    };
  } finally {
    for (const { server, client } of pairs.flatMap(({ ours, theirs }) => [ours, theirs])) {
      client.close();
      await server.stop();
    }
    floor.stop();
  }
}

async function compare(floor: Floor, poolhouse: Contestant, pairs: readonly Pair[]): Promise<Row[]> {
  const kinds = {
    password: { signIn: byPassword, powers: 1 },
    srp: { signIn: bySrp, powers: 3 },
    refresh: { signIn: byRefreshToken(await refreshTokens(poolhouse)), powers: 0 },
  };
  const costs = { password: [] as Cost[], srp: [] as Cost[], refresh: [] as Cost[] };
  const floors = { password: [] as number[], srp: [] as number[], refresh: [] as number[] };
  const contests = pairs.map((pair) => ({ ...pair, here: [] as Cost[], there: [] as Cost[] }));
  const signInsThere = (users: number) => (users > 1000 ? SIGN_INS_THERE.large : SIGN_INS_THERE.small);
  progress("sign-in: warming up");
  for (const { signIn } of Object.values(kinds)) await measure(poolhouse, signIn, WARM_UP);
  for (const { users, ours, theirs } of contests) {
    await measure(ours, byPassword, WARM_UP);
    await measure(theirs, byPassword, signInsThere(users));
  }
  for (let round = 0; round < ROUNDS; round++) {
    progress(`sign-in: round ${round + 1} of ${ROUNDS}`);
    for (const kind of ["password", "srp", "refresh"] as const) {
      const { signIn, powers } = kinds[kind];
      floors[kind].push(await floor.microsEach({ signIns: SIGN_INS, signatures: 2, powers }));
      costs[kind].push(await measure(poolhouse, signIn));
    }
    for (const { users, ours, theirs, here, there } of contests) {
      here.push(await measure(ours, byPassword));
      there.push(await measure(theirs, byPassword, signInsThere(users)));
    }
  }
  const cpu = (list: readonly Cost[]) => list.map((cost) => cost.cpu);
  const rate = (list: readonly Cost[]) => list.map((cost) => cost.rate);
  return [
    {
      what: "sign-in by password, CPU against the floor",
      ratio: leastRatio(cpu(costs.password), floors.password),
      aim: { atMost: 1.5 },
    },
    { what: "sign-in by SRP, CPU against the floor", ratio: leastRatio(cpu(costs.srp), floors.srp) },
    { what: "refresh, CPU against the floor", ratio: leastRatio(cpu(costs.refresh), floors.refresh) },
    ...contests.map(({ users, here, there }) => ({
      what: `sign-in by password, rate against cognito-local, ${users.toLocaleString("en")} users each`,
      ratio: ratio(rate(here), rate(there)),
      ...(users >= AIMED_AT
        ? { aim: { atLeast: 10 } }
        : {
            note: `no aim: the floor's arithmetic alone, part of which it leaves out, would have ${boundOf(floors.password, there)} times its rate on two cores`,
          }),
    })),
    ...contests.map(({ users, here, there }) => ({
      what: `sign-in by password, CPU against cognito-local, ${users.toLocaleString("en")} users each`,
      ratio: leastRatio(cpu(here), cpu(there)),
    })),
  ];
}

/** One refresh token of each user. */
async function refreshTokens({ client, pool }: Contestant): Promise<string[]> {
  const tokens: string[] = [];
  for (let user = 0; user < USERS; user++) {
    const answer = await client.call("InitiateAuth", {
      ClientId: pool.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: filled.username(user), PASSWORD: filled.password },
    });
    tokens.push(textAt(answer, "AuthenticationResult.RefreshToken"));
  }
  return tokens;
}

/** How many times as fast as `there` two cores would be that did the floor's arithmetic and nothing else. */
function boundOf(floorMicros: readonly number[], there: readonly Cost[]): string {
  return (2_000_000 / Math.min(...floorMicros) / median(there.map(({ rate }) => rate))).toFixed(1);
}

async function startFilledPoolhouse(users: number): Promise<Contestant> {
  const data = scratchFolder();
  const pool = await fillFolder(data, { confirmed: users });
  const server = await startPoolhouse({ data, name: "sign-in" });
  return { server, client: createJsonClient(server.port), pool };
}

async function startFilledCognitoLocal(users: number): Promise<Contestant> {
  const folder = scratchFolder();
  const pool = await fillCognitoLocal(folder, users);
  const server = await startCognitoLocal(folder);
  return { server, client: createJsonClient(server.port), pool };
}

/** What cognito-local makes of an SRP sign-in. */
async function describeSrp({ client, pool }: Contestant): Promise<string> {
  const { status, body } = await beginSrp(client, { clientId: pool.clientId, username: filled.username(0) });
  if (status !== 200)
    return `no comparison: it answers USER_SRP_AUTH with ${status} (${String(body.message ?? body.__type)})`;
  return "no comparison: it answers a challenge, but what it does with the proof was not measured";
}
