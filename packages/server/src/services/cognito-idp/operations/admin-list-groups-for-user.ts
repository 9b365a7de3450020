import { errors } from "../errors.ts";
import { groupType } from "../groups/group-wire.ts";
import { memberStore } from "../groups/member-store.ts";
import { operation } from "../operation.ts";
import { afterKey, page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";
import { requireUser } from "../users/find-user.ts";

/** Groups on a page when the request does not say. */
const PAGE = 60;

/** A user's groups, by name. */
export default operation("AdminListGroupsForUser", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const user = await requireUser(ctx, pool, input.Username);
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "AdminListGroupsForUser", filter: [pool.id, user.sub] },
    limit: input.Limit ?? PAGE,
    token: input.NextToken,
    read: (position, limit) => memberStore.listGroups(ctx.storage.db, user, { after: afterKey(position), limit }),
    keyOf: ({ name }) => [name],
    refuse: errors.invalidNextToken,
  });
  return { Groups: rows.map(groupType), NextToken: nextToken };
});
