import { errors } from "../errors.ts";
import { memberStore } from "../groups/member-store.ts";
import { requireGroup } from "../groups/require-group.ts";
import { listPage } from "../list-page.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { userType } from "../users/user-wire.ts";

/** Users on a page when the request does not say. */
const PAGE = 60;

/** A group's users. */
export default operation("ListUsersInGroup", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const group = await requireGroup(ctx.storage.db, pool.id, input.GroupName);
  const { items, nextToken } = await listPage(
    ctx,
    { operation: "ListUsersInGroup", filter: [pool.id, group.name] },
    { limit: input.Limit ?? PAGE, token: input.NextToken, refuse: errors.invalidPagingMarker },
    { read: (page) => memberStore.listUsers(ctx.storage.db, group, page), keyOf: ({ sub }) => sub },
  );
  return { Users: items.map((user) => userType(user)), NextToken: nextToken };
});
