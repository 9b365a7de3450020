import { createHmac, type KeyObject } from "node:crypto";
import type { Random } from "../../../platform/random.ts";

/**
 * The shape of every sub. Back ends name users by it as well as by user name, so a name of this shape must be nobody's sub: whoever
 * took another's as a name would be given what is meant for that user, or pass for that user by the `username` of a token.
 */
export const SUB_SHAPE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * A user's `sub`: random and UUID-shaped. As recorded from AWS its third group begins with 7 and the digit of the variant is any (stackd, all
 * samples), so it is no UUID of RFC 9562: code that checks for one fails here as it does there.
 */
export function createSub(random: Random): string {
  return shape(random.bytes(16));
}

/**
 * The `sub` that an unknown name would have: the same for one pool and name whenever it is asked for. For USER_ID_FOR_SRP in pools where e-mail
 * or phone signs in.
 *
 * @param poolSecret random bytes that never leave the pool's record
 * @param key the name as the pool folds it
 */
export function simulatedSub(poolSecret: KeyObject, key: string): string {
  return shape(
    createHmac("sha256", poolSecret)
      .update(JSON.stringify(["sub", key]))
      .digest(),
  );
}

function shape(bytes: Buffer): string {
  const hex = bytes.toString("hex", 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
