import { describe, expect, test } from "vitest";
import fc from "../../../../test/property.ts";
import { createGeneratorTable } from "./generator-table.ts";
import { bigIntPower } from "./mod-pow.ts";
import { g, N } from "./srp-group.ts";

const highest = 2n ** 256n - 1n;

function wholeTable(blind: () => bigint) {
  const table = createGeneratorTable(blind);
  while (!table.extend());
  return table;
}

describe("a table of the generator's powers", () => {
  const blinds = fc.sample(fc.bigInt({ min: 2n, max: N - 2n }), 32);
  const table = wholeTable(() => blinds.shift() ?? 0n);

  test("gives the powers of 256-bit exponents", () => {
    expect(blinds).toEqual([]);
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: highest }),
        (exponent) => table.power(exponent) === bigIntPower(g, exponent),
      ),
    );
  });

  test.each([0n, 1n, 255n, 256n, 2n ** 255n, highest, BigInt(`0x${"00ff".repeat(16)}`)])("of %i", (exponent) => {
    expect(table.power(exponent)).toBe(bigIntPower(g, exponent));
  });

  test("leaves longer exponents to others", () => {
    expect(table.power(highest + 1n)).toBeUndefined();
    expect(table.power(N - 1n)).toBeUndefined();
  });

  test("tells nothing before its last row, and is not made longer", () => {
    const growing = createGeneratorTable(() => 3n);
    for (let rows = 1; rows < 32; rows++) expect(growing.extend()).toBe(false);
    expect(growing.power(5n)).toBeUndefined();
    expect(growing.extend()).toBe(true);
    expect(growing.extend()).toBe(true);
    expect(growing.power(5n)).toBe(32n);
  });
});
