import { createHmac } from "node:crypto";
import type { SrpCredential } from "./credential.ts";
import { elementLength, N } from "./srp-group.ts";
import { saltFromBytes, type VerifierOwner } from "./verifier.ts";

/**
 * The credential of a user who does not exist, for clients with PreventUserExistenceErrors: the same for one pool and name whenever it
 * is asked for, whatever the client (recorded from AWS: stackd admission_workflows, SALT of an unknown user), and of the same shape and cost
 * as a real one. No password matches: its verifier is a number drawn by HMAC of which nobody knows the logarithm to the base g.
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
  const draw = (what: string) =>
    createHmac("sha256", poolSecret)
      .update(JSON.stringify([what, poolName, key]))
      .digest();
  // 256 bits more than N has, so that the remainder is as good as uniform.
  const blocks = Array.from({ length: elementLength / 32 + 1 }, (_, index) => draw(`verifier ${index}`));
  const drawn = BigInt(`0x${Buffer.concat(blocks).toString("hex")}`) % N;
  // Powers of 2 are squares modulo N, so a real verifier always is one.
  const verifier = (drawn * drawn) % N;
  return {
    kind: "srp",
    group: "modp15",
    salt: saltFromBytes(draw("salt")),
    verifier: verifier.toString(16),
    poolName,
    userId,
  };
}
