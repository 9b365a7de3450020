import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "./user-pool.ts";

/**
 * The pool that a signed request names, if it is one of the caller's account and region.
 * @throws ResourceNotFoundException otherwise, so that nobody learns of other accounts' pools.
 */
export async function requirePool(ctx: CognitoContext, poolId: string): Promise<UserPool> {
  const pool = await ctx.pools.find(poolId);
  if (pool === undefined || pool.account !== ctx.account || pool.region !== ctx.region) {
    throw errors.poolNotFound(poolId);
  }
  return pool;
}
