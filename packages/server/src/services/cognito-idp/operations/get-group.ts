import { groupType } from "../groups/group-wire.ts";
import { requireGroup } from "../groups/require-group.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";

/** One group. */
export default operation("GetGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  return { Group: groupType(await requireGroup(ctx.storage.db, pool.id, input.GroupName)) };
});
