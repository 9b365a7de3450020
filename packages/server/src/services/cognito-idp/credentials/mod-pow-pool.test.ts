import { afterAll, describe, expect, test } from "vitest";
import fc from "../../../../test/property.ts";
import { bigIntPower } from "./mod-pow.ts";
import { createModPowPool } from "./mod-pow-pool.ts";
import { openSslPower } from "./open-ssl-power.ts";
import { g, k, N } from "./srp-group.ts";

const pool = createModPowPool({ threads: 2 });
afterAll(() => pool.close());

/** The least element of the group that is no square, to be sure that OpenSSL does not restrict its bases to squares. */
const nonSquare = 19n;

describe("the group", () => {
  test("has the prime and the multiplier of Cognito's clients", () => {
    expect(N.toString(16)).toMatch(
      /^ffffffffffffffffc90fdaa22168c234.*43db5bfce0fd108e4b82d120a93ad2caffffffffffffffff$/,
    );
    expect(N.toString(2)).toHaveLength(3072);
    // Computed with amazon-cognito-identity-js 6.3.21: new AuthenticationHelper("").k.
    expect(k.toString(16)).toBe("538282c4354742d7cbbde2359fcf67f9f5b3a6b08791e5011b43b8a5b66d9ee6");
  });
});

describe("modular exponentiation in threads", () => {
  test("agrees with BigInt, many at once and in order", async () => {
    const cases = fc.sample(fc.tuple(fc.bigInt({ min: 0n, max: N - 1n }), fc.bigInt({ min: 0n, max: 2n ** 256n })), 60);
    const powers = await Promise.all(cases.map(([base, exponent]) => pool.modPow(base, exponent)));
    expect(powers).toEqual(cases.map(([base, exponent]) => bigIntPower(base, exponent)));
  });

  test("keeps agreeing when it has had so many powers of the generator that it makes a table", async () => {
    const busy = createModPowPool({ threads: 1 });
    for (let turn = 0; turn < 5; turn++) {
      const exponents = fc.sample(fc.bigInt({ min: 0n, max: 2n ** 256n }), 100);
      const powers = await Promise.all(exponents.map((exponent) => busy.modPow(g, exponent)));
      // BigInt takes its time: some of each turn will do, by which the table was not there yet, or was.
      for (const index of [0, 33, 66, 99]) expect(powers[index]).toBe(bigIntPower(g, exponents[index] ?? 0n));
    }
    expect(await busy.modPow(g, N - 1n)).toBe(1n);
    await busy.close();
  });

  test.each([
    [0n, 5n],
    [1n, 5n],
    [N - 1n, 5n],
    [N - 1n, 6n],
    [7n, 0n],
    [0n, 0n],
    [2n, 1n],
    [2n, N - 1n],
    [nonSquare, 12_345n],
    [nonSquare, (N - 1n) / 2n - 1n],
  ])("handles the corner %i ** %i", async (base, exponent) => {
    expect(await pool.modPow(base, exponent)).toBe(bigIntPower(base, exponent));
  });

  test.each([
    [-1n, 5n],
    [N, 5n],
    [5n, -1n],
    [5n, N],
  ])("refuses what lies outside the group, and goes on: %i ** %i", async (base, exponent) => {
    await expect(pool.modPow(base, exponent)).rejects.toThrow(RangeError);
    expect(await pool.modPow(5n, 3n)).toBe(125n);
  });

  test("works the same on a thread started ahead", async () => {
    const ahead = createModPowPool({ threads: 1 });
    ahead.prepare();
    ahead.prepare();
    expect(await ahead.modPow(5n, 3n)).toBe(125n);
    await ahead.close();
    ahead.prepare();
  });

  test("takes the fast way, whose answer is known", () => {
    expect(openSslPower(3n, 2n ** 255n + 1n)).toBe(bigIntPower(3n, 2n ** 255n + 1n));
  });

  test("is refused after close, and what waits is rejected", async () => {
    const closing = createModPowPool({ threads: 1 });
    const waiting = Array.from({ length: 10 }, () => closing.modPow(2n, 2n ** 255n));
    const outcomes = Promise.allSettled(waiting);
    await closing.close();
    expect((await outcomes).some((outcome) => outcome.status === "rejected")).toBe(true);
    await expect(closing.modPow(2n, 2n ** 255n)).rejects.toThrow("closed");
  });
});
