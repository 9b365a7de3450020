import { errors } from "../errors.ts";
import { memberStore } from "../groups/member-store.ts";
import { requireGroup } from "../groups/require-group.ts";
import { operation } from "../operation.ts";
import { afterKey, page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";
import { userType } from "../users/user-wire.ts";

/** Users on a page when the request does not say. */
const PAGE = 60;

/** A group's users. */
export default operation("ListUsersInGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const group = await requireGroup(ctx.storage.db, pool.id, input.GroupName);
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "ListUsersInGroup", filter: [pool.id, group.name] },
    limit: input.Limit ?? PAGE,
    token: input.NextToken,
    read: (position, limit) => memberStore.listUsers(ctx.storage.db, group, { after: afterKey(position), limit }),
    keyOf: ({ sub }) => [sub],
    refuse: errors.invalidPagingMarker,
  });
  return { Users: rows.map((user) => userType(user)), NextToken: nextToken };
});
