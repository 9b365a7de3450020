import type { UserPool } from "../pools/user-pool.ts";
import { simulatedSub } from "../tokens/sub.ts";
import { foldName } from "../users/names.ts";

/**
 * What an unknown user's challenge names as USER_ID_FOR_SRP. In a pool of plain user names the typed name (recorded: stackd
 * admission_workflows), folded as the pool folds, since a real user's is the stored one however it is typed: a UUID would give absence away. Where the name that was typed is an address, real users have a sub there.
 */
export function simulatedUserId(pool: UserPool, typed: string): string {
  const looksLikeAddress = typed.includes("@") || typed.startsWith("+");
  const { usernameAttributes, aliasAttributes } = pool.identity;
  const standsForSub = usernameAttributes.length > 0 || (aliasAttributes.length > 0 && looksLikeAddress);
  const folded = foldName(pool, typed);
  return standsForSub ? simulatedSub(pool.secret, folded) : folded;
}
