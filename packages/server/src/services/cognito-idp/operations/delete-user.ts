import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { presentBearer } from "../tokens/present-bearer.ts";

/** Deletes the bearer's own account. The answer is empty to the last byte (recorded). */
export default operation("DeleteUser", async (input, ctx) => {
  const bearer = await requireBearer(ctx, input.AccessToken);
  const { pool } = bearer;
  await ctx.storage.write(async (tx) => {
    const { sub } = await presentBearer(ctx, tx, bearer);
    if (!(await ctx.users.remove(tx, pool.id, sub))) throw errors.userNotFound();
    await tx.emit(poolEvent(ctx, pool, "UserDeleted", { subject: sub, actor: sub }));
  });
});
