import { errors } from "../errors.ts";
import { groupType } from "../groups/group-wire.ts";
import { memberStore } from "../groups/member-store.ts";
import { listPage } from "../list-page.ts";
import { operation } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireUser } from "../users/find-user.ts";

/** Groups on a page when the request does not say. */
const PAGE = 60;

/** A user's groups, by name. */
export default operation("AdminListGroupsForUser", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const user = await requireUser(ctx, pool, input.Username);
  const { items, nextToken } = await listPage(
    ctx,
    { operation: "AdminListGroupsForUser", filter: [pool.id, user.sub] },
    { limit: input.Limit ?? PAGE, token: input.NextToken, refuse: errors.invalidNextToken },
    { read: (page) => memberStore.listGroups(ctx.storage.db, user, page), keyOf: ({ name }) => name },
  );
  return { Groups: items.map(groupType), NextToken: nextToken };
});
