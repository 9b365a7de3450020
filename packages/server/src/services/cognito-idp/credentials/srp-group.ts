import { getDiffieHellman, hash } from "node:crypto";

/** Cognito's SRP group: the 3072-bit MODP group of RFC 3526 ("modp15") with generator 2. */
const prime = getDiffieHellman("modp15").getPrime();

/** Bytes of a number below the prime. */
export const elementLength = prime.length;

/** The prime N. */
export const N = BigInt(`0x${prime.toString("hex")}`);

/** The generator g. */
export const g = 2n;

/** The multiplier k = SHA-256(N ‖ g), both as `signedBytes`. */
export const k = hashToNumber(signedBytes(N), signedBytes(g));

/**
 * A number of zero or more in the shortest big-endian form whose first bit is 0: every Cognito client hashes numbers so (it is Java's
 * BigInteger.toByteArray), so a number with its top bit set gets a zero byte in front.
 */
export function signedBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  return Buffer.from(even >= "8" ? `00${even}` : even, "hex");
}

/** SHA-256 of the parts put together, as a number. */
export function hashToNumber(...parts: Uint8Array[]): bigint {
  return BigInt(`0x${hash("sha256", Buffer.concat(parts), "hex")}`);
}

/** A number from digits in base 16, or undefined when there is none, another character, or more than `maxDigits` of them. */
export function parseHex(text: string, maxDigits: number): bigint | undefined {
  return text.length <= maxDigits && /^[0-9a-fA-F]+$/.test(text) ? BigInt(`0x${text}`) : undefined;
}
