import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { changeUser } from "../users/change-user.ts";
import { withoutAttributes } from "../users/removed-attributes.ts";

/** Takes attributes away from a user, all of the request or none. */
export default operation("AdminDeleteUserAttributes", async (input, ctx) => {
  const names = [...new Set(input.UserAttributeNames)];
  await changeUser(ctx, input, async ({ tx, pool, user, now }) => {
    const after = withoutAttributes(pool, user, { names, by: { kind: "admin" } });
    await ctx.users.change(tx, pool, user.sub, () => ({ ...user, ...after, modifiedAt: now }));
    await tx.emit(poolEvent(ctx, pool, "UserAttributesDeleted", { subject: user.sub, data: { names } }));
  });
  return {};
});
