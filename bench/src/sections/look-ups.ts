import { inParallel } from "../client/in-parallel.ts";
import { createJsonClient, type JsonClient, textAt } from "../client/json-client.ts";
import type { BenchPool } from "../fill/bench-pool.ts";
import { fillFolder } from "../fill/filled-folder.ts";
import { filled } from "../fill/population.ts";
import { progress } from "../progress.ts";
import type { Row, Section } from "../report.ts";
import { scratchFolder } from "../scratch-folder.ts";
import type { ChildServer } from "../server/child-server.ts";
import { startPoolhouse } from "../server/poolhouse.ts";
import { ratio } from "../statistics.ts";

const FEW = 1000;
const MANY = 100_000;
const ROUNDS = 9;
/** Clients that ask at the same time. */
const WIDTH = 4;
/** Users who are signed in, for GetUser. */
const SIGNED_IN = 200;

/** A server whose one pool has so many users. */
interface Populated {
  server: ChildServer;
  client: JsonClient;
  pool: BenchPool;
  users: number;
  accessTokens: string[];
}

interface LookUp {
  what: string;
  /** Calls in a round. */
  calls: number;
  run(side: Populated): Promise<void>;
}

let created = 0;

const lookUps: readonly LookUp[] = [
  {
    what: "GetUser",
    calls: 400,
    run: async ({ client, accessTokens }) => {
      await client.call("GetUser", { AccessToken: accessTokens[anyOf(accessTokens.length)] });
    },
  },
  {
    what: "AdminGetUser",
    calls: 400,
    run: async ({ client, pool, users }) => {
      await client.call("AdminGetUser", { UserPoolId: pool.poolId, Username: filled.username(anyOf(users)) });
    },
  },
  {
    what: 'ListUsers, email = "…"',
    calls: 400,
    run: (side) => listUsers(side, `email = "${filled.email(anyOf(side.users))}"`, 1),
  },
  {
    what: 'ListUsers, email ^= "…", ten found',
    calls: 300,
    run: (side) => listUsers(side, `email ^= "${filled.emailPrefix(anyOf(side.users))}"`, 10),
  },
  {
    what: "ListUsers, a page of all",
    calls: 150,
    run: async ({ client, pool }) => {
      await client.call("ListUsers", { UserPoolId: pool.poolId, Limit: 60 });
    },
  },
  {
    what: "AdminCreateUser",
    calls: 100,
    run: async ({ client, pool }) => {
      const name = `made-${created++}`;
      const email = { Name: "email", Value: `${name}@example.com` };
      await client.call("AdminCreateUser", {
        UserPoolId: pool.poolId,
        Username: name,
        TemporaryPassword: filled.password,
        UserAttributes: [email],
        MessageAction: "SUPPRESS",
      });
    },
  },
];

async function listUsers({ client, pool }: Populated, filter: string, expected: number): Promise<void> {
  const { Users } = await client.call("ListUsers", { UserPoolId: pool.poolId, Filter: filter });
  if (!Array.isArray(Users) || Users.length !== expected)
    throw new Error(`ListUsers with ${filter} found something else`);
}

/** The same questions to a pool of a thousand users and to one of a hundred thousand. */
export async function lookUpsSection(): Promise<Section> {
  const few = await populate(FEW);
  const many = await populate(MANY);
  try {
    const rows: Row[] = [];
    for (const lookUp of lookUps) rows.push(await compare(lookUp, few, many));
    return {
      title: "Look-ups in large pools",
      method:
        `Processor time of the server for one call in a pool of ${MANY.toLocaleString("en")} users, against one of ${FEW.toLocaleString("en")}, in two servers with a SQLite ` +
        `file each. Medians of ${ROUNDS} rounds in which both were asked for users at random, from ${WIDTH} clients at a time.`,
      rows,
    };
  } finally {
    for (const { server, client } of [few, many]) {
      client.close();
      await server.stop();
    }
  }
}

async function compare(lookUp: LookUp, few: Populated, many: Populated): Promise<Row> {
  const what = `${lookUp.what}: 100,000 users, against 1,000`;
  progress(`look-ups: ${lookUp.what}`);
  const costs = { few: [] as number[], many: [] as number[] };
  await measure(lookUp, few);
  await measure(lookUp, many);
  for (let round = 0; round < ROUNDS; round++) {
    // The order changes, so that neither side always comes after the other's garbage.
    if (round % 2 === 0) costs.few.push(await measure(lookUp, few));
    costs.many.push(await measure(lookUp, many));
    if (round % 2 === 1) costs.few.push(await measure(lookUp, few));
  }
  return { what, ratio: ratio(costs.many, costs.few), aim: { atMost: 1.3 } };
}

/** @returns processor time in microseconds, for one call */
async function measure({ calls, run }: LookUp, side: Populated): Promise<number> {
  const before = await side.server.cpuMicros();
  await inParallel(calls, WIDTH, () => run(side));
  return ((await side.server.cpuMicros()) - before) / calls;
}

async function populate(users: number): Promise<Populated> {
  progress(`look-ups: filling a pool with ${users} users`);
  const data = scratchFolder();
  const pool = await fillFolder(data, { confirmed: users });
  const server = await startPoolhouse({ data, name: `look-ups-${users}` });
  const client = createJsonClient(server.port);
  const accessTokens: string[] = [];
  await inParallel(SIGNED_IN, WIDTH, async (user) => {
    const answer = await client.call("InitiateAuth", {
      ClientId: pool.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: filled.username(user), PASSWORD: filled.password },
    });
    accessTokens.push(textAt(answer, "AuthenticationResult.AccessToken"));
  });
  return { server, client, pool, users, accessTokens };
}

function anyOf(count: number): number {
  return Math.floor(Math.random() * count);
}
