import type { UserPool } from "./user-pool.ts";

/** The part of the pool's id after `_`, which SRP hashes: nothing to do with the name that its owner gave it. */
export function poolNameOf(pool: Pick<UserPool, "id">): string {
  return pool.id.slice(pool.id.indexOf("_") + 1);
}
