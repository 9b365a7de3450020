import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases, type TestDatabase } from "../../../../test/databases.ts";
import { poolhouseOn, poolhouseSchema } from "../../../../test/poolhouse-service.ts";
import fc from "../../../../test/property.ts";
import { createClock } from "../../../platform/clock.ts";
import type { Storage } from "../../../storage/storage.ts";
import { parseClockChange } from "./clock-request.ts";

describe.each(databases)("the clock on $name", (kind) => {
  let database: TestDatabase;
  let storage: Storage;
  // A clock that stands, so that an answer can be compared.
  const standing = () => createClock(() => Date.parse("2027-03-01T10:00:00Z"));
  const move = (body: unknown) => ({ method: "POST", body: JSON.stringify(body) });

  beforeEach(async () => {
    database = await kind.create();
    storage = await database.open({ migrations: poolhouseSchema });
  });
  afterEach(async () => {
    await storage.close();
    await database.drop();
  });

  test.each([
    [{ advanceSeconds: 3600 }, { now: "2027-03-01T11:00:00.000Z", offsetSeconds: 3600 }],
    [{ advanceSeconds: -0.5 }, { now: "2027-03-01T09:59:59.500Z", offsetSeconds: -0.5 }],
    [{ now: "2027-03-02T10:00:00Z" }, { now: "2027-03-02T10:00:00.000Z", offsetSeconds: 86400 }],
    [{ now: "2027-03-01T12:00+01:00" }, { now: "2027-03-01T11:00:00.000Z", offsetSeconds: 3600 }],
    [{ reset: true }, { now: "2027-03-01T10:00:00.000Z", offsetSeconds: 0 }],
  ])("is moved by %j", async (body, expected) => {
    const clock = standing();
    const { ask } = poolhouseOn(storage, { clock });
    expect(await (await ask("/_poolhouse/clock", move(body))).json()).toEqual(expected);
    expect(await (await ask("/_poolhouse/clock")).json()).toEqual(expected);
    expect(new Date(clock.now()).toISOString()).toBe(expected.now);
  });

  test("adds up what is asked at the same time", async () => {
    const clock = standing();
    const { ask } = poolhouseOn(storage, { clock });
    await Promise.all(Array.from({ length: 20 }, () => ask("/_poolhouse/clock", move({ advanceSeconds: 1 }))));
    expect(clock.offset()).toBe(20_000);
  });

  test("stays moved after a restart", async () => {
    await poolhouseOn(storage, { clock: standing() }).ask("/_poolhouse/clock", move({ advanceSeconds: 60 }));
    const clock = standing();
    await poolhouseOn(storage, { clock }).service.start();
    expect(clock.offset()).toBe(60_000);
  });

  test("is not moved in production, whatever a developer did to these data", async () => {
    await poolhouseOn(storage, { clock: standing() }).ask("/_poolhouse/clock", move({ advanceSeconds: 60 }));
    const clock = standing();
    await poolhouseOn(storage, { clock, development: false }).service.start();
    expect(clock.offset()).toBe(0);
  });

  test("is right again after everything was forgotten", async () => {
    const clock = standing();
    const { ask } = poolhouseOn(storage, { clock, reset: () => storage.reset() });
    await ask("/_poolhouse/clock", move({ advanceSeconds: 60 }));
    expect((await ask("/_poolhouse/reset", { method: "POST" })).status).toBe(200);
    expect(await (await ask("/_poolhouse/clock", move({ advanceSeconds: 1 }))).json()).toMatchObject({
      offsetSeconds: 1,
    });
  });

  test.each([{ advanceSeconds: 1e15 }, { advanceSeconds: -1e12 }, { now: "9999-12-31T23:59:59Z" }])(
    "does not leave the years that clients can read: %j",
    async (body) => {
      const clock = standing();
      const { ask } = poolhouseOn(storage, { clock });
      expect((await ask("/_poolhouse/clock", move(body))).status).toBe(400);
      expect(clock.offset()).toBe(0);
    },
  );
});

test.each([
  "",
  "{",
  "null",
  "[]",
  "3600",
  "{}",
  '{"advanceSeconds":"3600"}',
  '{"advanceSeconds":null}',
  '{"advanceSeconds":1e999}',
  '{"advanceSeconds":1,"reset":true}',
  '{"now":"tomorrow"}',
  '{"now":"2030-01-31"}',
  '{"now":"2030-01-31T12:00:00"}',
  '{"now":"2030-13-31T12:00:00Z"}',
  '{"now":1900000000}',
  '{"reset":false}',
  '{"__proto__":1}',
  '{"constructor":1}',
])("refuses %j and says what it expects", (text) => {
  expect(parseClockChange(text)).toEqual({ problem: expect.stringMatching(/must|expected/) });
});

test("takes any text without failing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const parsed = parseClockChange(text);
      return "problem" in parsed || "change" in parsed;
    }),
  );
});
