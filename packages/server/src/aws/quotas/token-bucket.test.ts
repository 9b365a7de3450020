import { expect, test } from "vitest";
import fc from "../../../test/property.ts";
import { createTokenBuckets } from "./token-bucket.ts";

function bucketsAt(start = 1_000_000) {
  const time = { now: start };
  return { time, take: createTokenBuckets(() => time.now).take };
}

test("as many as flow in within a second may come at once, and no more", () => {
  const { take } = bucketsAt();
  expect(Array.from({ length: 6 }, () => take("a", 4))).toEqual([true, true, true, true, false, false]);
});

test("tokens flow in evenly, and never beyond what the bucket holds", () => {
  const { time, take } = bucketsAt();
  while (take("a", 4));
  time.now += 249;
  expect(take("a", 4)).toBe(false);
  time.now += 1;
  expect([take("a", 4), take("a", 4)]).toEqual([true, false]);
  time.now += 60_000;
  expect(Array.from({ length: 5 }, () => take("a", 4))).toEqual([true, true, true, true, false]);
});

test("a refused request takes nothing and delays nobody", () => {
  const { time, take } = bucketsAt();
  while (take("a", 4));
  for (let tries = 0; tries < 250; tries += 1) {
    time.now += 1;
    expect(take("a", 4)).toBe(tries === 249);
  }
});

test("keys do not share a bucket", () => {
  const { take } = bucketsAt();
  while (take("a", 2));
  expect(take("b", 2)).toBe(true);
});

test("a rate below one a second still lets one through at a time", () => {
  const { time, take } = bucketsAt();
  expect([take("a", 0.25), take("a", 0.25)]).toEqual([true, false]);
  time.now += 4000;
  expect([take("a", 0.25), take("a", 0.25)]).toEqual([true, false]);
});

test("a clock that goes back gives nothing and takes nothing", () => {
  const { time, take } = bucketsAt();
  while (take("a", 2));
  time.now -= 3_600_000;
  expect(take("a", 2)).toBe(false);
  time.now += 500;
  expect(take("a", 2)).toBe(true);
});

test("what is given back can be taken again, and fills no bucket beyond its size", () => {
  const time = { now: 0 };
  const { take, giveBack } = createTokenBuckets(() => time.now);
  expect([take("a", 1), take("a", 1)]).toEqual([true, false]);
  giveBack("a", 1);
  giveBack("a", 1);
  expect([take("a", 1), take("a", 1)]).toEqual([true, false]);
});

test("no more buckets are kept than allowed, and those in use stay", () => {
  const { take } = createTokenBuckets(() => 0, 3);
  while (take("flooded", 2));
  for (let address = 0; address < 100; address += 1) {
    take(`other ${address}`, 2);
    expect(take("flooded", 2)).toBe(false);
  }
});

test("in no stretch of time more pass than the rate and one full bucket", () => {
  const steps = fc.array(fc.record({ waitMs: fc.nat(400), tries: fc.nat(12) }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), steps, (perSecond, waits) => {
      const { time, take } = bucketsAt(0);
      const passed: number[] = [];
      for (const { waitMs, tries } of waits) {
        time.now += waitMs;
        for (let tried = 0; tried < tries; tried += 1) if (take("a", perSecond)) passed.push(time.now);
      }
      for (const [first, from] of passed.entries()) {
        for (const [last, to] of passed.entries()) {
          if (last < first) continue;
          const most = perSecond + ((to - from) / 1000) * perSecond;
          expect(last - first + 1).toBeLessThanOrEqual(most + 1e-6);
        }
      }
    }),
  );
});
