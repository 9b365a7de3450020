import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";

/** `arn:{partition}:cognito-idp:{region}:{account}:userpool/{pool id}`, the one kind of resource that has tags. */
const POOL_ARN = /^arn:aws[\w-]*:cognito-idp:([\w-]+):(\d{12}):userpool\/([\w-]+_[0-9a-zA-Z]+)$/;

/**
 * The pool that an ARN names, if it is one of the caller's account and region.
 *
 * @throws InvalidParameterException when it is no user pool's ARN
 * @throws ResourceNotFoundException (both texts assumed)
 */
export async function requireTaggedPool(ctx: CognitoContext, arn: string): Promise<UserPool> {
  const [, region, account, poolId] = POOL_ARN.exec(arn) ?? [];
  if (poolId === undefined) throw errors.invalidResourceArn(arn);
  const pool = region === ctx.region && account === ctx.account ? await ctx.pools.find(poolId) : undefined;
  if (pool === undefined || pool.account !== account || pool.region !== region)
    throw errors.taggedResourceNotFound(arn);
  return pool;
}
