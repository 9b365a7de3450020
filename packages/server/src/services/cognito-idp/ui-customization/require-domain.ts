import type { UserPoolDomain } from "../domains/user-pool-domain.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";

/** A domain of the pool, without which it has no pages to customize. @throws InvalidParameterException when it has none (observed) */
export async function requireDomain(ctx: CognitoContext, poolId: string): Promise<UserPoolDomain> {
  const { prefix, custom } = await ctx.domains.ofPool(poolId);
  const domain = prefix ?? custom;
  if (domain === undefined) throw errors.customizationNeedsDomain();
  return domain;
}
