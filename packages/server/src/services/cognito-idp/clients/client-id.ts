import type { Random } from "../../../platform/random.ts";

/** An app client's id: a 128-bit number in base 32 with the digits 0-9a-v, so 26 characters and at times 25 (recorded: stackd). */
export function createClientId(random: Random): string {
  return base32(random, 16, 25);
}

/** An app client's secret: a 256-bit number in the same digits, 51 or 52 characters (recorded: stackd, by size). */
export function createClientSecret(random: Random): string {
  return base32(random, 32, 51);
}

/** Draws again for the one number in a hundred that would come out shorter than AWS's. */
function base32(random: Random, bytes: number, shortest: number): string {
  for (;;) {
    const text = BigInt(`0x${random.bytes(bytes).toString("hex")}`).toString(32);
    if (text.length >= shortest) return text;
  }
}
