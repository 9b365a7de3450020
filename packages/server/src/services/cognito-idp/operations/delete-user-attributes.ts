import { writableAttributes } from "../clients/attribute-permissions.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requireBearer } from "../tokens/access-token.ts";
import { presentBearer } from "../tokens/present-bearer.ts";
import { withoutAttributes } from "../users/removed-attributes.ts";

/** Takes attributes away from the bearer, all of the request or none. */
export default operation("DeleteUserAttributes", async (input, ctx) => {
  const bearer = await requireBearer(ctx, input.AccessToken);
  const { pool, client } = bearer;
  const by = { kind: "client", writable: writableAttributes(client, pool) } as const;
  const names = [...new Set(input.UserAttributeNames)];
  await ctx.storage.write(async (tx) => {
    const before = await presentBearer(ctx, tx, bearer);
    const after = withoutAttributes(pool, before, { names, by });
    await ctx.users.change(tx, pool, before.sub, () => ({ ...before, ...after, modifiedAt: ctx.clock.now() }));
    await tx.emit(
      poolEvent(ctx, pool, "UserAttributesDeleted", { subject: before.sub, actor: before.sub, data: { names } }),
    );
  });
  return {};
});
