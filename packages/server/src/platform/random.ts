import { randomBytes, randomInt, randomUUID } from "node:crypto";

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

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  uuid: () => randomUUID(),
  digits: (count) => systemRandom.from("0123456789", count),
  below: (limit) => randomInt(limit),
  from: (alphabet, length) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(""),
};
