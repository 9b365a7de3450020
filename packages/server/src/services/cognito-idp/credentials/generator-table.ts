import { g, N } from "./srp-group.ts";

/** Bytes of the exponents that the table serves: a hash (x of a password) or a private exponent (b). */
const exponentLength = 32;
/** Values of a byte, of which each row holds a power for every one. */
const rowLength = 256;

/** Powers of the group's generator, looked up and multiplied. */
export interface GeneratorTable {
  /** Makes the next row, in less than two milliseconds; whether all are there now. */
  extend(): boolean;
  /** g ** exponent mod N; undefined as long as rows are missing, and for exponents of more than 256 bits. */
  power(exponent: bigint): bigint | undefined;
}

/**
 * A table of g^(j·256^i) for each byte j of an exponent at each place i. A power is then 32 products instead of about three hundred,
 * which takes half of OpenSSL's time for any base; the table takes 3 MB, and to make it as much time as two hundred powers save.
 *
 * Each power takes the same 32 products of factors of full length, whatever the exponent: rows begin at a random element instead of 1,
 * whose inverse is the product's first factor. So there are no small factors (g is 2) and none that are 1, which would tell by the time
 * how many zero bytes there are.
 *
 * @param blind a random element of the group for each row, from 2 to N - 2
 */
export function createGeneratorTable(blind: () => bigint): GeneratorTable {
  const rows: bigint[][] = [];
  /** g^(256^rows.length) */
  let step = g;
  let blinds = 1n;
  let unblind = 1n;

  return {
    extend() {
      if (rows.length === exponentLength) return true;
      let value = blind();
      blinds = (blinds * value) % N;
      const row = [value];
      while (row.length < rowLength) {
        value = (value * step) % N;
        row.push(value);
      }
      rows.push(row);
      for (let squarings = 0; squarings < 8; squarings++) step = (step * step) % N;
      if (rows.length < exponentLength) return false;
      unblind = inverse(blinds);
      return true;
    },
    power(exponent) {
      const digits = exponent.toString(16).padStart(2 * exponentLength, "0");
      if (rows.length < exponentLength || digits.length > 2 * exponentLength) return undefined;
      const bytes = Buffer.from(digits, "hex");
      let product = unblind;
      for (let place = 0; place < exponentLength; place++) {
        const factor = rows[place]?.[bytes[exponentLength - 1 - place] ?? 0] ?? 0n;
        product = (product * factor) % N;
      }
      return product;
    },
  };
}

/** The number that gives 1 with `value` modulo N, by Euclid's extended algorithm. */
function inverse(value: bigint): bigint {
  let [remainder, next] = [N, value];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return ((factor % N) + N) % N;
}
