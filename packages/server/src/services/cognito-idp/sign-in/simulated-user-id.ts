import { createHmac, type KeyObject } from "node:crypto";
import type { UserPool } from "../pools/user-pool.ts";
import { foldName } from "../users/names.ts";
import { simulatedSub } from "../users/sub.ts";

/**
 * What an unknown user's challenge names as USER_ID_FOR_SRP. In a pool of plain user names the typed name (recorded: stackd
 * admission_workflows), folded as the pool folds, since a real user's is the stored one however it is typed: a UUID would give absence
 * away. Where addresses are the user names, real users have a sub there. Where an address is an alias, they have the name that their
 * application gave them, which the client must be told: a UUID of version 4 is what applications draw.
 */
export function simulatedUserId(pool: UserPool, typed: string): string {
  const looksLikeAddress = typed.includes("@") || typed.startsWith("+");
  const { usernameAttributes, aliasAttributes } = pool.identity;
  const folded = foldName(pool, typed);
  if (usernameAttributes.length > 0) return simulatedSub(pool.secret, folded);
  return aliasAttributes.length > 0 && looksLikeAddress ? simulatedUuid(pool.secret, folded) : folded;
}

/** A UUID of version 4 (RFC 9562) that stays the same for one pool and name. */
function simulatedUuid(poolSecret: KeyObject, key: string): string {
  const hex = createHmac("sha256", poolSecret)
    .update(JSON.stringify(["user-id", key]))
    .digest("hex");
  const variant = "89ab"[Number.parseInt(hex.slice(16, 17), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
