import { prepared } from "../../../storage/prepared.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { CognitoUnit } from "../tables.ts";
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

/** The pool as the unit sees it that puts something into it by its settings. @throws ResourceNotFoundException */
export async function requirePoolIn(ctx: CognitoContext, tx: CognitoUnit, poolId: string): Promise<UserPool> {
  const pool = await ctx.pools.read(tx, poolId);
  if (pool === undefined) throw errors.poolNotFound(poolId);
  return pool;
}

const poolRow = prepared((db: CognitoUnit["db"], { poolId }: { poolId: string }) =>
  db.selectFrom("user_pools").select("id").where("id", "=", poolId),
);

/**
 * Looks again within the unit that puts something into the pool, so that nothing is left behind by a pool that was deleted meanwhile.
 * @throws ResourceNotFoundException
 */
export async function assertPoolRemains(tx: CognitoUnit, poolId: string): Promise<void> {
  const { rows } = await poolRow(tx.db, { poolId });
  if (rows.length === 0) throw errors.poolNotFound(poolId);
}
