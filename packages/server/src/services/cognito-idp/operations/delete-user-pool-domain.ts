import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/** Takes a domain from a pool: its pages and endpoints are gone, and its name is free for whoever comes first. */
export default operation("DeleteUserPoolDomain", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  await ctx.storage.write(async (tx) => {
    if (!(await ctx.domains.remove(tx, pool.id, input.Domain))) throw errors.domainNotFound();
    await tx.emit(poolEvent(ctx, pool, "UserPoolDomainDeleted", { subject: `domain/${input.Domain}` }));
  });
  return {};
});
