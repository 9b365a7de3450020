import { randomBytes, randomFillSync, randomInt, randomUUID } from "node:crypto";

/** The only source of randomness: always the operating system's, never seeded in production. */
export interface Random {
  bytes(count: number): Buffer;
  /** A version 4 UUID in lower case. */
  uuid(): string;
  /** `count` decimal digits, each uniformly drawn; a code of six may begin with 0. */
  digits(count: number): string;
  /** A uniform integer, `0 <= value < limit`. */
  below(limit: number): number;
  /** `length` characters, each uniformly drawn from `alphabet`. */
  from(alphabet: string, length: number): string;
}

/** Whether a text is one that `uuid` may give. */
export function isUuid(text: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(text);
}

/** Bytes that were drawn ahead: one call of OpenSSL costs ten times what it takes to copy a token's bytes. */
const ahead = Buffer.alloc(4096);
let taken = ahead.length;

function bytes(count: number): Buffer {
  if (count > ahead.length / 4) return randomBytes(count);
  if (taken + count > ahead.length) {
    randomFillSync(ahead);
    taken = 0;
  }
  const drawn = Buffer.allocUnsafeSlow(count);
  ahead.copy(drawn, 0, taken, taken + count);
  // Nothing keeps a copy of what was given out.
  ahead.fill(0, taken, taken + count);
  taken += count;
  return drawn;
}

export const systemRandom: Random = {
  bytes,
  uuid: () => randomUUID(),
  digits: (count) => systemRandom.from("0123456789", count),
  below: (limit) => randomInt(limit),
  from: (alphabet, length) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(""),
};
