import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../../../test/databases.ts";
import { poolhouseOn, poolhouseSchema, sealer } from "../../../../test/poolhouse-service.ts";
import { type SmtpServer, startSmtpServer } from "../../../../test/smtp-server.ts";
import { systemRandom } from "../../../platform/random.ts";
import type { Storage } from "../../../storage/storage.ts";
import type { PoolhouseTables } from "../tables.ts";
import { createMessageStore, LEASE_MS } from "./message-store.ts";
import { waitAfter } from "./retry-schedule.ts";

describe.each(databases)("sending mail on $name", (kind) => {
  let smtp: SmtpServer;
  let database: TestDatabase;
  let storage: Storage;
  let wall: number;
  const clock = { now: () => wall, wall: () => wall, offset: () => 0, setOffset: () => {} };
  const nodes: { service: { close(): Promise<void> } }[] = [];

  beforeEach(async () => {
    wall = Date.now();
    smtp = await startSmtpServer();
    database = await kind.create();
    storage = await database.open({ migrations: poolhouseSchema });
  });

  afterEach(async () => {
    for (const node of nodes.splice(0)) await node.service.close();
    await smtp.close();
    await storage.close();
    await database.drop();
  });

  const anotherNode = () => database.open({ migrations: poolhouseSchema });

  const node = (development: boolean, on = storage) => {
    const started = poolhouseOn(on, { development, clock, smtp: { url: smtp.url, from: "Shop <no-reply@shop.test>" } });
    nodes.push(started);
    const drain = async () =>
      started.service.jobs.find(({ name }) => name === "poolhouse.send")?.run(new AbortController().signal);
    return { ...started, drain };
  };

  test("sends the mail once its unit is committed, with HTML and text", async () => {
    const { send, drain } = node(false);
    await send({ subject: "Grüße", body: "Your code is <b>271828</b>" });
    await drain();
    expect(smtp.received).toEqual([expect.objectContaining({ from: "no-reply@shop.test", to: ["mary@example.com"] })]);
    const source = smtp.received[0]?.source ?? "";
    expect(source).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(source).toContain("Content-Type: text/plain");
    expect(source).toContain("Your code is <b>271828</b>");
    expect(source).toContain("Your code is 271828");
  });

  test("sends without being asked again", async () => {
    const { send } = node(false);
    const arrived = new Promise<void>((resolve) => {
      smtp.behaviour.hold = async () => resolve();
    });
    await send({});
    await arrived;
  });

  test("deletes a production server's message once it is sent", async () => {
    const { send, drain, rows } = node(false);
    await send({});
    await drain();
    expect(await rows()).toEqual([]);
  });

  test("keeps a developer's message in the mailbox besides sending it", async () => {
    const { send, drain, rows } = node(true);
    await send({});
    await drain();
    expect(smtp.received).toHaveLength(1);
    expect(await rows()).toEqual([expect.objectContaining({ state: "sent", reason: null })]);
  });

  test("never sends one message twice, however many senders there are", async () => {
    const others = kind.name === "postgres" ? [await anotherNode(), await anotherNode()] : [storage, storage];
    const [one, two, three] = [node(false), node(false, others[0]), node(false, others[1])];
    for (let n = 0; n < 20; n++) await one.send({ subject: `message ${n}` });
    await Promise.all([one.drain(), two.drain(), three.drain()]);
    const subjects = smtp.received.map(({ source }) => /^Subject: (.*)\r$/m.exec(source)?.[1]);
    expect(new Set(subjects).size).toBe(20);
    expect(subjects).toHaveLength(20);
    for (const started of nodes.splice(0)) await started.service.close();
    if (kind.name === "postgres") for (const other of others) await other.close();
  });

  test("does not send again what another sender has under way", async () => {
    const { send, drain } = node(false);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      smtp.behaviour.hold = async () => {
        resolve();
        await held;
      };
    });
    await send({});
    await arrived;
    await node(false).service.jobs[0]?.run(new AbortController().signal);
    letGo();
    await drain();
    expect(smtp.received).toHaveLength(1);
  });

  test("tries again later when the mail server has trouble, and again later still", async () => {
    const { send, drain, rows } = node(false);
    smtp.behaviour.data = "451 come back later";
    await send({});
    await drain();
    expect(await rows()).toEqual([expect.objectContaining({ state: "waiting", attempts: 1 })]);
    await drain();
    expect(await rows()).toEqual([expect.objectContaining({ attempts: 1 })]);
    wall += waitAfter(1) ?? 0;
    await drain();
    expect(await rows()).toEqual([expect.objectContaining({ attempts: 2 })]);
    smtp.behaviour.data = "250 taken";
    wall += waitAfter(2) ?? 0;
    await drain();
    expect(smtp.received).toHaveLength(1);
    expect(await rows()).toEqual([]);
  });

  test("uses the same Message-ID in every attempt", async () => {
    const { send, drain } = node(false);
    smtp.behaviour.data = "451 come back later";
    await send({});
    await drain();
    wall += waitAfter(1) ?? 0;
    await drain();
    const ids = smtp.seen.map((source) => /^Message-ID: (.*)\r$/im.exec(source)?.[1]);
    expect(ids).toEqual([expect.stringMatching(/^<[0-9a-f-]{36}@poolhouse>$/), ids[0]]);
  });

  test("tries again when the connection breaks before the mail server answered", async () => {
    const { send, drain, rows } = node(false);
    smtp.behaviour.cut = true;
    await send({});
    await drain();
    expect(await rows()).toEqual([expect.objectContaining({ state: "waiting", attempts: 1 })]);
    smtp.behaviour.cut = false;
    wall += waitAfter(1) ?? 0;
    await drain();
    expect(smtp.received).toHaveLength(1);
  });

  test("gives up at once what the mail server refuses for good, and says so in a developer's mailbox", async () => {
    const { send, drain, rows } = node(true);
    smtp.behaviour.recipient = "550 5.1.1 no such user";
    await send({});
    await drain();
    expect(await rows()).toEqual([
      expect.objectContaining({ state: "undeliverable", reason: expect.stringContaining("no such user") }),
    ]);
  });

  test("deletes a production server's message that it gives up", async () => {
    const { send, drain, rows } = node(false);
    smtp.behaviour.recipient = "550 5.1.1 no such user";
    await send({});
    await drain();
    expect(await rows()).toEqual([]);
  });

  test("gives up after the last attempt", async () => {
    const { send, drain, rows } = node(true);
    smtp.behaviour.data = "451 come back later";
    await send({});
    await drain();
    for (let failures = 1; waitAfter(failures) !== undefined; failures++) {
      wall += waitAfter(failures) ?? 0;
      await drain();
    }
    expect(await rows()).toEqual([expect.objectContaining({ state: "undeliverable" })]);
  });

  test("takes over what a sender that died had under way, after its lease", async () => {
    const { send, drain, storage: own } = node(false);
    smtp.behaviour.data = "451 come back later";
    await send({});
    await drain();
    await own.write(async ({ db }) => {
      const dead = { lease_holder: "dead", lease_until: wall + LEASE_MS, next_attempt_at: wall };
      await db.updateTable("messages").set(dead).execute();
    });
    smtp.behaviour.data = "250 taken";
    await drain();
    expect(smtp.received).toHaveLength(0);
    await own.write(({ db }) =>
      db
        .updateTable("messages")
        .set({ lease_until: wall - 1 })
        .execute(),
    );
    await drain();
    expect(smtp.received).toHaveLength(1);
  });

  test.runIf(kind.name === "postgres")(
    "never takes what another node has, whatever the clocks of both say",
    async () => {
      const own = storage.of<PoolhouseTables>();
      const storeOf = (aheadMs: number) =>
        createMessageStore({
          storage: own,
          clock: { ...clock, wall: () => wall + aheadMs },
          random: systemRandom,
          sealer,
        });
      const [one, ahead] = [storeOf(0), storeOf(2 * LEASE_MS)];
      const content = { subject: "", body: "", code: undefined, link: undefined, notSent: undefined };
      const message = { channel: "email", to: "mary@example.com", poolId: "p", username: "u", ...content } as const;
      await storage.write((tx) => one.insert(tx.of<PoolhouseTables>(), message, "waiting", true));
      expect(await one.lease()).toBeDefined();
      expect(await ahead.lease()).toBeUndefined();
    },
  );

  test("never makes two recipients of one address", async () => {
    const { send, drain, rows } = node(true);
    await send({ to: "mary@example.com,eve@evil.test" });
    await send({ to: "mary@example.com>\r\nRCPT TO:<eve@evil.test" });
    await drain();
    expect(smtp.received).toEqual([]);
    expect((await rows()).map(({ state }) => state)).toEqual(["undeliverable", "undeliverable"]);
  });

  test("lets no subject add a header", async () => {
    const { send, drain } = node(false);
    await send({ subject: "Hello\r\nBcc: eve@evil.test" });
    await drain();
    expect(smtp.received[0]?.to).toEqual(["mary@example.com"]);
    expect(smtp.received[0]?.source).not.toMatch(/^Bcc:/m);
  });

  test("finishes what is under way before it closes", async () => {
    const { send, service } = node(false);
    const arrived = new Promise<void>((resolve) => {
      smtp.behaviour.hold = async () => {
        resolve();
        await new Promise((later) => setTimeout(later, 50));
      };
    });
    await send({});
    await arrived;
    await service.close();
    expect(smtp.received).toHaveLength(1);
  });

  test("gives up a sealed message whose key is gone, and goes on with the next", async () => {
    const { send, drain, storage: own, rows } = node(false);
    smtp.behaviour.data = "451 come back later";
    await send({});
    await drain();
    await own.write(async ({ db }) => {
      await db
        .updateTable("messages")
        .set({ content: "v1.gone.AAAAAAAAAAAAAAAA.AAAA", next_attempt_at: wall })
        .execute();
    });
    smtp.behaviour.data = "250 taken";
    await send({ subject: "the next" });
    await drain();
    expect(smtp.received).toHaveLength(1);
    expect(await rows()).toEqual([]);
  });
});
