import { hash } from "node:crypto";
import type { Random } from "../../../platform/random.ts";
import type { ModPow } from "./mod-pow.ts";
import { g, hashToNumber, signedBytes } from "./srp-group.ts";

/** Whose password a verifier is of. */
export interface VerifierOwner {
  /** The part of the pool's id after `_`. */
  poolName: string;
  /** The stored username, which the client is told as USER_ID_FOR_SRP; never a name as typed. */
  userId: string;
}

/** In bytes. */
export const saltLength = 16;

/** A random salt: see `saltFromBytes`. */
export function createSalt(random: Random): string {
  return saltFromBytes(random.bytes(saltLength));
}

/**
 * A salt of 32 hex digits from 16 random bytes. Its first byte is made to lie within 01–7f: clients read salts as integers and hash them
 * in their shortest signed form, so any other first byte would not be hashed as it is written.
 */
export function saltFromBytes(bytes: Uint8Array): string {
  const [first = 0, ...rest] = bytes.subarray(0, saltLength);
  return Buffer.from([1 + (first % 0x7f), ...rest]).toString("hex");
}

/**
 * The verifier g^x of a password, with x = SHA-256(salt ‖ SHA-256(poolName ‖ userId ‖ ":" ‖ password)) as Cognito's clients compute it
 * (AuthenticationHelper of amazon-cognito-identity-js). The password is hashed as typed, in UTF-8 without normalisation.
 *
 * @param salt hex digits
 */
export function computeVerifier(
  password: string,
  salt: string,
  { poolName, userId }: VerifierOwner,
  modPow: ModPow,
): Promise<bigint> {
  const inner = hash("sha256", `${poolName}${userId}:${password}`, "buffer");
  return modPow(g, hashToNumber(signedBytes(BigInt(`0x${salt}`)), inner));
}
