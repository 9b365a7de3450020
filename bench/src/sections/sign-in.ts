import { inParallel } from "../client/in-parallel.ts";
import { createJsonClient, type JsonClient, textAt } from "../client/json-client.ts";
import { beginSrp, proveSrp } from "../client/srp-client.ts";
import { type BenchPool, benchClient, benchPool } from "../fill/bench-pool.ts";
import { fillFolder } from "../fill/filled-folder.ts";
import { filled } from "../fill/population.ts";
import { type Floor, startFloor } from "../floor/floor.ts";
import { progress } from "../progress.ts";
import type { Row, Section } from "../report.ts";
import { scratchFolder } from "../scratch-folder.ts";
import type { ChildServer } from "../server/child-server.ts";
import { startCognitoLocal } from "../server/cognito-local.ts";
import { startPoolhouse } from "../server/poolhouse.ts";
import { median, ratio } from "../statistics.ts";

const USERS = 100;
const ROUNDS = 7;
/** Sign-ins in a round, of each kind. */
const SIGN_INS = 300;
/** Clients that sign in at the same time. */
const WIDTH = 8;

/** A server with a hundred users who can sign in. */
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

/** Sign-ins against their arithmetic, and against cognito-local. */
export async function signInSection(): Promise<Section> {
  progress("sign-in: filling");
  const floor = await startFloor();
  const poolhouse = await startFilledPoolhouse();
  const other = await startFilledCognitoLocal();
  try {
    const srpThere = await describeSrp(other);
    const tokens: string[] = [];
    for (let user = 0; user < USERS; user++) {
      const answer = await poolhouse.client.call("InitiateAuth", {
        ClientId: poolhouse.pool.clientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: filled.username(user), PASSWORD: filled.password },
      });
      tokens.push(textAt(answer, "AuthenticationResult.RefreshToken"));
    }
    const rows = await compare({ floor, poolhouse, other, tokens });
    rows.push({ what: "sign-in by SRP, against cognito-local", note: srpThere });
    return {
      title: "Sign-in",
      method:
        `Medians of ${ROUNDS} rounds; in each, every kind has ${SIGN_INS} sign-ins of ${USERS} users from ${WIDTH} clients at a time, one kind after the other. ` +
        "Poolhouse keeps its data in a SQLite file and syncs every sign-in to the disk; every sign-in writes its token family, refresh token and event. " +
        "The floor is the processor time of the arithmetic alone, on two threads of a process that does nothing else: two RSA-2048 signatures, and one 3072-bit exponentiation for a " +
        "password, three for SRP, none for a refresh token. Load comes from the same machine.",
      rows,
    };
  } finally {
    for (const { server, client } of [poolhouse, other]) {
      client.close();
      await server.stop();
    }
    floor.stop();
  }
}

async function compare(sides: {
  floor: Floor;
  poolhouse: Contestant;
  other: Contestant;
  tokens: readonly string[];
}): Promise<Row[]> {
  const { floor, poolhouse, other, tokens } = sides;
  const kinds = {
    password: { signIn: byPassword, powers: 1 },
    srp: { signIn: bySrp, powers: 3 },
    refresh: { signIn: byRefreshToken(tokens), powers: 0 },
  };
  const costs = { password: [] as Cost[], srp: [] as Cost[], refresh: [] as Cost[] };
  const floors = { password: [] as number[], srp: [] as number[], refresh: [] as number[] };
  const there: Cost[] = [];
  await measure(poolhouse, byPassword);
  await measure(other, byPassword, USERS);
  for (let round = 0; round < ROUNDS; round++) {
    progress(`sign-in: round ${round + 1} of ${ROUNDS}`);
    for (const kind of ["password", "srp", "refresh"] as const) {
      const { signIn, powers } = kinds[kind];
      floors[kind].push(await floor.microsEach({ signIns: SIGN_INS, signatures: 2, powers }));
      costs[kind].push(await measure(poolhouse, signIn));
    }
    there.push(await measure(other, byPassword, USERS));
  }
  const cpu = (list: readonly Cost[]) => list.map((cost) => cost.cpu);
  const rate = (list: readonly Cost[]) => list.map((cost) => cost.rate);
  const shares = (kind: keyof typeof costs) =>
    `the arithmetic is ${percent(floors[kind], cpu(costs[kind]))} of the server's work`;
  return [
    {
      what: "sign-in by password, CPU against the floor",
      ratio: ratio(cpu(costs.password), floors.password),
      aim: { atMost: 1.5 },
      note: shares("password"),
    },
    { what: "sign-in by SRP, CPU against the floor", ratio: ratio(cpu(costs.srp), floors.srp), note: shares("srp") },
    {
      what: "refresh, CPU against the floor",
      ratio: ratio(cpu(costs.refresh), floors.refresh),
      note: shares("refresh"),
    },
    {
      what: "sign-in by password, rate against cognito-local",
      ratio: ratio(rate(costs.password), rate(there)),
      aim: { atLeast: 10 },
      note: "it compares the password as text, signs three tokens, and writes its whole file anew",
    },
    {
      what: "sign-in by password, CPU against cognito-local",
      ratio: ratio(cpu(costs.password), cpu(there)),
    },
  ];
}

function percent(part: readonly number[], whole: readonly number[]): string {
  return `${Math.round((100 * median(part)) / median(whole))} %`;
}

async function startFilledPoolhouse(): Promise<Contestant> {
  const data = scratchFolder();
  const pool = await fillFolder(data, { confirmed: USERS });
  const server = await startPoolhouse({ data, name: "sign-in" });
  return { server, client: createJsonClient(server.port), pool };
}

async function startFilledCognitoLocal(): Promise<Contestant> {
  const server = await startCognitoLocal(scratchFolder());
  const client = createJsonClient(server.port);
  const poolId = textAt(await client.call("CreateUserPool", benchPool), "UserPool.Id");
  const made = await client.call("CreateUserPoolClient", { ...benchClient, UserPoolId: poolId });
  const clientId = textAt(made, "UserPoolClient.ClientId");
  for (let user = 0; user < USERS; user++) {
    const named = { UserPoolId: poolId, Username: filled.username(user) };
    const attributes = [{ Name: "email", Value: filled.email(user) }];
    await client.call("AdminCreateUser", { ...named, UserAttributes: attributes, MessageAction: "SUPPRESS" });
    await client.call("AdminSetUserPassword", { ...named, Password: filled.password, Permanent: true });
  }
  return { server, client, pool: { poolId, clientId } };
}

/** What cognito-local makes of an SRP sign-in. */
async function describeSrp({ client, pool }: Contestant): Promise<string> {
  const { status, body } = await beginSrp(client, { clientId: pool.clientId, username: filled.username(0) });
  if (status !== 200)
    return `no comparison: it answers USER_SRP_AUTH with ${status} (${String(body.message ?? body.__type)})`;
  return "no comparison: it answers a challenge, but what it does with the proof was not measured";
}
