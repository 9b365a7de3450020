import type { Random } from "../../../platform/random.ts";

const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A user pool's id: its region, `_`, and nine letters and digits. The last part is the pool's name in SRP. Whoever stores it sees to it that it is new. */
export function createUserPoolId(region: string, random: Random): string {
  return `${region}_${random.from(alphanumeric, 9)}`;
}
