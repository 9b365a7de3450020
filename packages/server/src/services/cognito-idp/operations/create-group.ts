import { errors } from "../errors.ts";
import type { Group } from "../groups/group.ts";
import { groupSettings } from "../groups/group-settings.ts";
import { groupStore } from "../groups/group-store.ts";
import { groupType } from "../groups/group-wire.ts";
import { MOST_GROUPS } from "../groups/quotas.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { assertPoolRemains, requirePool } from "../pools/require-pool.ts";

/** Creates a group. Order of checks: pool, role, name taken (recorded), quota. */
export default operation("CreateGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const now = ctx.clock.now();
  const group: Group = {
    poolId: pool.id,
    name: input.GroupName,
    description: undefined,
    precedence: undefined,
    roleArn: undefined,
    ...groupSettings(ctx, input),
    createdAt: now,
    modifiedAt: now,
  };
  await ctx.storage.write(async (tx) => {
    await assertPoolRemains(tx, pool.id);
    if (!(await groupStore.insert(tx, group))) throw errors.groupExists();
    if ((await groupStore.count(tx, pool.id)) > MOST_GROUPS) throw errors.groupLimitReached();
    await tx.emit(poolEvent(ctx, pool, "GroupCreated", { subject: `group/${group.name}` }));
  });
  return { Group: groupType(group) };
});
