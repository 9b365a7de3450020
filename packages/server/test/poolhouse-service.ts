import { createClock, type MovableClock } from "../src/platform/clock.ts";
import { silentLog } from "../src/platform/log.ts";
import { systemRandom } from "../src/platform/random.ts";
import { createSealer } from "../src/platform/sealing.ts";
import { createSealingKeys } from "../src/platform/sealing-keys.ts";
import type { MessageJson } from "../src/services/poolhouse/mailbox/message-json.ts";
import { poolhouseMigrations } from "../src/services/poolhouse/migrations.ts";
import type { PoolhousePorts } from "../src/services/poolhouse/ports.ts";
import { createPoolhouseService, type PoolhouseService } from "../src/services/poolhouse/service.ts";
import type { PoolhouseTables } from "../src/services/poolhouse/tables.ts";
import type { OutgoingMessage } from "../src/storage/outbox.ts";
import type { Storage } from "../src/storage/storage.ts";

/** What the tables of this service need in a test's database. */
export const poolhouseSchema = [{ service: "poolhouse", migrations: poolhouseMigrations }];

/** A service on a database of its own kind, with a clock that a test moves. */
export interface PoolhouseUnderTest {
  service: PoolhouseService;
  storage: Storage<PoolhouseTables>;
  clock: MovableClock;
  /** Adds a message in a unit of its own. */
  send(message: Partial<OutgoingMessage>): Promise<void>;
  /** Every row of the table. */
  rows(): Promise<
    { id: string; content: string; state: string; reason: string | null; sealed: number; attempts: number }[]
  >;
  /** What the mailbox answers to programs. */
  messages(query?: string): Promise<MessageJson[]>;
  /** A request to its application. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

export const sealer = createSealer(createSealingKeys());

/** @param storage opened with `poolhouseSchema` */
export function poolhouseOn(storage: Storage, overrides: Partial<PoolhousePorts> = {}): PoolhouseUnderTest {
  const clock = overrides.clock ?? createClock();
  const service = createPoolhouseService({
    storage,
    clock,
    random: systemRandom,
    sealer,
    log: silentLog,
    development: true,
    adminToken: undefined,
    trustedOrigins: [],
    smtp: undefined,
    about: {
      version: "1.2.3",
      endpoint: "http://localhost:4566",
      database: "memory",
      account: "000000000000",
      region: "us-east-1",
      issuer: "own",
      services: ["cognito-idp"],
    },
    call: () => Promise.reject(new Error("there is no user pool service in this test")),
    hostedLogin: {
      begin: async () => undefined,
      redeem: () => Promise.reject(new Error("there is no user pool service in this test")),
    },
    reset: async () => {},
    metrics: async () => ({ contentType: "text/plain; version=0.0.4", text: "up 1\n" }),
    ...overrides,
  });
  const ask = async (path: string, init?: RequestInit) =>
    service.app.fetch(
      new Request(`http://localhost:4566${path}`, { ...init, headers: { host: "localhost:4566", ...init?.headers } }),
      {},
    );
  const own = storage.of<PoolhouseTables>();
  return {
    service,
    storage: own,
    clock,
    send: (message) => storage.write((tx) => service.outbox.add(tx, { ...mail, ...message })),
    rows: () => own.db.selectFrom("messages").selectAll().orderBy("seq").execute(),
    messages: async (query = "") => {
      const answer: { messages: MessageJson[] } = JSON.parse(await (await ask(`/_poolhouse/mailbox${query}`)).text());
      return answer.messages;
    },
    ask,
  };
}

const mail: OutgoingMessage = {
  channel: "email",
  to: "mary@example.com",
  subject: "Your code",
  body: "Your code is <b>271828</b>",
  code: "271828",
  link: undefined,
  poolId: "us-east-1_Ab3dE5gH9",
  username: "mary",
  notSent: undefined,
};
