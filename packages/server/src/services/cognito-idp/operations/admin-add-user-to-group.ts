import { errors } from "../errors.ts";
import { memberStore } from "../groups/member-store.ts";
import { MOST_GROUPS_OF_A_USER } from "../groups/quotas.ts";
import { requireGroup } from "../groups/require-group.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireUser } from "../users/find-user.ts";

/** Puts a user into a group; again is no error. The user is looked for before the group (recorded). */
export default operation("AdminAddUserToGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { sub } = await requireUser(ctx, pool, input.Username);
  const membership = { poolId: pool.id, groupName: input.GroupName, sub };
  await ctx.storage.write(async (tx) => {
    if ((await ctx.users.find(tx.db, pool.id, sub)) === undefined) throw errors.userNotFound();
    await requireGroup(tx.db, pool.id, input.GroupName);
    if (!(await memberStore.add(tx, membership, ctx.clock.now()))) return;
    if ((await memberStore.countGroups(tx, pool.id, sub)) > MOST_GROUPS_OF_A_USER) {
      throw errors.groupMembershipLimitReached();
    }
    await tx.emit(poolEvent(ctx, pool, "UserAddedToGroup", { subject: sub, data: { group: input.GroupName } }));
  });
});
