import { type Poolhouse, startPoolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createClock } from "../../src/platform/clock.ts";
import { callHead, sendRaw } from "./raw-http.ts";

/** One address asks as fast as it can, behind a proxy that tells whose requests it hands on. */
const time = { now: Date.now() };
let server: Poolhouse;

beforeAll(async () => {
  server = await startPoolhouse({
    listen: true,
    flags: { limits: "on", trustProxy: true },
    overrides: { clock: createClock(() => time.now) },
  });
});
afterAll(() => server.close());
beforeEach(() => {
  time.now += 60_000;
});

/** How many of so many requests were let through to the operation. */
async function passed(count: number, forwarded: (turn: number) => string): Promise<number> {
  const body = '{"ClientId":"unknown","Username":"x"}';
  const head = (turn: number) => callHead("ForgotPassword", [`x-forwarded-for: ${forwarded(turn)}`]);
  const answers = await Promise.all(Array.from({ length: count }, (_, turn) => sendRaw(server.url, head(turn), body)));
  const types = answers.map((answer) => JSON.parse(answer.body).__type);
  expect(types.every((type) => ["ResourceNotFoundException", "TooManyRequestsException"].includes(type))).toBe(true);
  return types.filter((type) => type === "ResourceNotFoundException").length;
}

/** A quarter of the 30 a second of UserAccountRecovery. */
const share = 7;

test("an address is one address, whatever it writes into the header before the proxy's own entry", async () => {
  expect(await passed(20, (turn) => `10.0.0.${turn}, 198.51.100.${turn}, 203.0.113.9`)).toBe(share);
});

test("an address is one address in every writing, and one network of IPv6 is one address", async () => {
  expect(await passed(20, (turn) => `2001:db8:0:1::${turn.toString(16)}`)).toBe(share);
  time.now += 60_000;
  expect(await passed(20, (turn) => (turn % 2 === 0 ? "::ffff:203.0.113.9" : "203.0.113.9"))).toBe(share);
});

test("what is no address counts for the proxy, all of it together", async () => {
  expect(await passed(20, (turn) => `unknown-${turn}`)).toBe(share);
});

test("one that floods leaves room for others, and is let in again after a second", async () => {
  expect(await passed(40, () => "203.0.113.9")).toBe(share);
  expect(await passed(5, () => "203.0.113.10")).toBe(5);
  time.now += 1000;
  expect(await passed(40, () => "203.0.113.9")).toBe(share);
});
