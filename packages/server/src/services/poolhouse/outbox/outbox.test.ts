import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases } from "../../../../test/databases.ts";
import { poolhouseOn, poolhouseSchema } from "../../../../test/poolhouse-service.ts";
import { type Log, silentLog } from "../../../platform/log.ts";
import type { Storage } from "../../../storage/storage.ts";
import { MAILBOX_SIZE } from "./message-store.ts";

const never = new AbortController().signal;

/** Where nobody listens: mail waits. */
const unreachable = { url: "smtp://127.0.0.1:9", from: "no-reply@example.com" };

describe.each(databases)("the outbox on $name", (database) => {
  let storage: Storage;
  beforeEach(async () => {
    storage = await database.open({ migrations: poolhouseSchema });
  });
  afterEach(() => storage.close());

  test("keeps a message readable in development", async () => {
    const { send, messages } = poolhouseOn(storage);
    await send({});
    expect(await messages()).toEqual([expect.objectContaining({ code: "271828", to: "mary@example.com" })]);
  });

  test("drops the message when the unit that caused it fails", async () => {
    const { service, rows } = poolhouseOn(storage);
    const unit = storage.write(async (tx) => {
      const content = { subject: "", body: "", code: undefined, link: undefined, notSent: undefined };
      await service.outbox.add(tx, { channel: "sms", to: "+49151", poolId: "p", username: "u", ...content });
      throw new Error("changed my mind");
    });
    await expect(unit).rejects.toThrow("changed my mind");
    expect(await rows()).toEqual([]);
  });

  test("tells in development why nothing was sent", async () => {
    const { send, messages } = poolhouseOn(storage);
    await send({ to: "", subject: "", body: "", code: undefined, notSent: "The user has no address." });
    expect(await messages("?username=mary")).toEqual([
      expect.objectContaining({ reason: "The user has no address.", to: "" }),
    ]);
  });

  test("stores nothing readable in production", async () => {
    const { send, rows } = poolhouseOn(storage, { development: false, smtp: unreachable });
    await send({});
    const stored = await rows();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toMatch(/271828|mary|Your code/);
  });

  test.each([
    ["mail without a mail server", { channel: "email" }, undefined],
    ["an SMS", { channel: "sms", to: "+4915112345678" }, unreachable],
    ["why nothing is sent", { notSent: "The user has no address." }, unreachable],
  ] as const)("keeps nothing of %s in production, and logs the reason", async (_, message, smtp) => {
    const lines: object[] = [];
    const { send, rows } = poolhouseOn(storage, { development: false, smtp, log: logInto(lines) });
    await send(message);
    expect(await rows()).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ reason: expect.any(String), poolId: "us-east-1_Ab3dE5gH9" })]);
  });

  test("logs no address, user name or code", async () => {
    const lines: object[] = [];
    const log = logInto(lines);
    for (const development of [true, false])
      for (const smtp of [unreachable, undefined])
        for (const notSent of ["No address.", undefined])
          await poolhouseOn(storage, { development, smtp, log }).send({ notSent });
    expect(lines.length).toBeGreaterThan(4);
    expect(JSON.stringify(lines)).not.toMatch(/mary|271828/);
  });

  test.each([
    ["in development", { development: true }],
    ["in development with a mail server", { development: true, smtp: unreachable }],
    ["in production", { development: false, smtp: unreachable }],
  ])("writes one line of one level whether or not a message goes out: %s", async (_, options) => {
    for (const notSent of ["There is no such user.", undefined]) {
      const lines: object[] = [];
      const info = (fields: object) => void lines.push(fields);
      await poolhouseOn(storage, { ...options, log: { ...silentLog, info } }).send({ notSent });
      expect(lines).toEqual([expect.objectContaining({ channel: "email" })]);
    }
  });

  test("keeps the newest messages only", async () => {
    const { service, storage: own, send, rows } = poolhouseOn(storage);
    await send({ subject: "the first" });
    await storage.write(async (tx) => {
      for (let n = 0; n < MAILBOX_SIZE; n++)
        await service.outbox.add(tx, { ...message, subject: n === MAILBOX_SIZE - 1 ? "the last" : "between" });
    });
    const trim = service.jobs.find(({ name }) => name === "poolhouse.trim");
    await trim?.run(never);
    const kept = await own.db.selectFrom("messages").select("content").orderBy("seq").execute();
    expect(kept).toHaveLength(MAILBOX_SIZE);
    expect(kept.at(-1)?.content).toContain("the last");
    await trim?.run(never);
    expect(await rows()).toHaveLength(MAILBOX_SIZE);
  });

  test("gives up after some days what no sender ever took", async () => {
    let wall = Date.now();
    const clock = { now: () => wall, wall: () => wall, offset: () => 0, setOffset: () => {} };
    const { service, send, rows } = poolhouseOn(storage, { development: false, smtp: unreachable, clock });
    await send({});
    wall += 4 * 24 * 60 * 60_000;
    await service.jobs.find(({ name }) => name === "poolhouse.trim")?.run(never);
    await service.close();
    expect(await rows()).toEqual([]);
  });

  test("forgets a developer's messages when his data become a production server's", async () => {
    await poolhouseOn(storage).send({});
    const developer = poolhouseOn(storage, { smtp: unreachable });
    await developer.send({ subject: "not sent yet" });
    await developer.service.close();
    const { service, rows } = poolhouseOn(storage, { development: false });
    await service.start();
    expect(await rows()).toEqual([]);
  });
});

const message = {
  channel: "sms",
  to: "+4915112345678",
  subject: "",
  body: "hello",
  code: undefined,
  link: undefined,
  poolId: "p",
  username: "u",
  notSent: undefined,
} as const;

function logInto(lines: object[]): Log {
  const add = (fields: object, text?: string) => {
    lines.push({ ...fields, text });
  };
  return { ...silentLog, debug: add, info: add, warn: add, error: add };
}
