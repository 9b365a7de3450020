import { N } from "./srp-group.ts";

/**
 * `base ** exponent mod N` in Cognito's SRP group, for any base and exponent of zero or more and below N. One call costs about half a
 * millisecond of a core (256-bit exponent; half of it for the generator's powers once there were many), so it never runs on the event loop: see `createModPowPool`.
 */
export type ModPow = (base: bigint, exponent: bigint) => Promise<bigint>;

/** The answers that need no arithmetic, which are also those that OpenSSL refuses to give; undefined for all others. */
export function trivialPower(base: bigint, exponent: bigint): bigint | undefined {
  if (exponent === 0n) return 1n;
  if (base === 0n || base === 1n) return base;
  if (base === N - 1n) return exponent % 2n === 0n ? 1n : base;
  return undefined;
}

/**
 * The power by square and multiply on BigInt: right everywhere, but five times slower than OpenSSL and not constant time. It checks the
 * fast way when a worker starts, and stands in for it should a Node version not have it any more.
 */
export function bigIntPower(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base % N;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % N;
    square = (square * square) % N;
  }
  return result;
}
