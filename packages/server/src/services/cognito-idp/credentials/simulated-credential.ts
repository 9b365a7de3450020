import { createHmac, hkdfSync } from "node:crypto";
import type { SrpCredential } from "./credential.ts";
import { elementLength, N } from "./srp-group.ts";
import { saltFromBytes, saltLength, type VerifierOwner } from "./verifier.ts";

/** The salt, then 256 bits more than N has, so that the remainder is as good as uniform. */
const drawnLength = saltLength + elementLength + 32;

/**
 * The credential of a user who does not exist, for clients with PreventUserExistenceErrors: the same for one pool and name whenever it
 * is asked for, whatever the client (recorded from AWS: stackd admission_workflows, SALT of an unknown user), and of the same shape and cost
 * as a real one. No password matches: its verifier is a number drawn by HKDF of which nobody knows the logarithm to the base g.
 *
 * @param poolSecret random bytes that never leave the pool's record
 * @param key the name as the pool folds it, so that it answers alike however it is typed
 * @param owner `userId` is what the client is told as USER_ID_FOR_SRP: the name as typed in a pool of plain usernames, `simulatedSub` in others
 */
export function simulatedCredential(
  poolSecret: Uint8Array,
  key: string,
  { poolName, userId }: VerifierOwner,
): SrpCredential {
  // The name goes into an HMAC, since HKDF's own text is limited to 1024 bytes and a folded name is not.
  const seed = createHmac("sha256", poolSecret)
    .update(JSON.stringify(["simulated", poolName, key]))
    .digest();
  const drawn = Buffer.from(hkdfSync("sha256", seed, "", "", drawnLength));
  const number = BigInt(`0x${drawn.toString("hex", saltLength)}`) % N;
  // Powers of 2 are squares modulo N, so a real verifier always is one.
  const verifier = (number * number) % N;
  return {
    kind: "srp",
    group: "modp15",
    salt: saltFromBytes(drawn),
    verifier: verifier.toString(16),
    poolName,
    userId,
  };
}
