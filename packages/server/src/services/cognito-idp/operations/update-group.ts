import { groupSettings } from "../groups/group-settings.ts";
import { groupStore } from "../groups/group-store.ts";
import { groupType } from "../groups/group-wire.ts";
import { requireGroup } from "../groups/require-group.ts";
import { operation } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { requirePool } from "../pools/require-pool.ts";

/**
 * Changes the settings that the request names and leaves the others; nothing at all, LastModifiedDate included, when it names none. The
 * same value again does move LastModifiedDate (all recorded).
 */
export default operation("UpdateGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const settings = groupSettings(ctx, input);
  if (Object.keys(settings).length === 0) {
    return { Group: groupType(await requireGroup(ctx.storage.db, pool.id, input.GroupName)) };
  }
  const group = await ctx.storage.write(async (tx) => {
    const before = await requireGroup(tx.db, pool.id, input.GroupName);
    const after = { ...before, ...settings, modifiedAt: ctx.clock.now() };
    await groupStore.update(tx, after);
    await tx.emit(poolEvent(ctx, pool, "GroupUpdated", { subject: `group/${after.name}` }));
    return after;
  });
  return { Group: groupType(group) };
});
