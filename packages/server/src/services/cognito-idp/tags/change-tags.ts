import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requireTaggedPool } from "./tagged-pool.ts";

type Tags = Record<string, string>;

/**
 * Replaces a pool's tags by what `change` makes of the present ones, so that of two changes at once none is lost. The pool's
 * LastModifiedDate stays (assumed).
 *
 * @throws InvalidParameterException, ResourceNotFoundException, and whatever `change` throws
 */
export async function changeTags(
  ctx: CognitoContext,
  arn: string,
  kind: string,
  change: (tags: Tags) => Tags,
): Promise<void> {
  const { id } = await requireTaggedPool(ctx, arn);
  await ctx.storage.write(async (tx) => {
    const pool = await ctx.pools.change(tx, id, (before) => ({ ...before, tags: change(before.tags) }));
    if (pool === undefined) throw errors.taggedResourceNotFound(arn);
    await tx.emit(poolEvent(ctx, pool, kind));
  });
}
