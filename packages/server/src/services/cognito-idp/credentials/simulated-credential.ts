import { createHash, createHmac, hkdfSync, type KeyObject } from "node:crypto";
import type { SrpCredential } from "./credential.ts";
import { N } from "./srp-group.ts";
import { saltFromBytes, saltLength, type VerifierOwner } from "./verifier.ts";

/** Bytes of the number whose square is the verifier: the square has 128 bits more than N, so that its remainder is as good as uniform. */
const rootLength = 200;

/**
 * The credential of a user who does not exist, for clients with PreventUserExistenceErrors: the same for one pool and name whenever it
 * is asked for, whatever the client (recorded from AWS: stackd admission_workflows, SALT of an unknown user), and of the same shape and cost
 * as a real one: what is drawn here takes as long as unsealing a user's password. No password matches: its verifier is a number of which nobody knows the logarithm to the base g.
 *
 * @param poolSecret random bytes that never leave the pool's record
 * @param key the name as the pool folds it, so that it answers alike however it is typed
 * @param owner `userId` is what the client is told as USER_ID_FOR_SRP: the name as typed in a pool of plain usernames, `simulatedSub` in others
 */
export function simulatedCredential(
  poolSecret: KeyObject,
  key: string,
  { poolName, userId }: VerifierOwner,
): SrpCredential {
  const seed = createHmac("sha256", poolSecret)
    .update(JSON.stringify(["simulated", poolName, key]))
    .digest();
  // Never in another way: a real user's salt stays what it was when the server is upgraded.
  const salt = saltFromBytes(new Uint8Array(hkdfSync("sha256", seed, "", "", saltLength)));
  const drawn = createHash("shake256", { outputLength: rootLength }).update(seed).digest("hex");
  const root = BigInt(`0x${drawn}`);
  // Powers of 2 are squares modulo N, so a real verifier always is one.
  const verifier = (root * root) % N;
  return {
    kind: "srp",
    group: "modp15",
    salt,
    verifier: verifier.toString(16),
    poolName,
    userId,
  };
}
