import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { addCustomAttributes } from "../pools/schema.ts";

/** Adds custom attributes to a pool's schema. There is no way to remove one. */
export default operation("AddCustomAttributes", async (input, ctx) => {
  const { id } = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    const after = await ctx.pools.change(tx, id, (pool) => ({
      ...pool,
      schema: addCustomAttributes(pool.schema, input.CustomAttributes),
      modifiedAt: ctx.clock.now(),
    }));
    if (after === undefined) throw errors.poolNotFound(id);
    const names = input.CustomAttributes.map(({ Name }) => Name);
    await tx.emit(poolEvent(ctx, after, "CustomAttributesAdded", { data: { names } }));
  });
  return {};
});
