import { operation } from "../operation.ts";
import { page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";
import { parseListFilter } from "../users/list-filter.ts";
import { listUsers } from "../users/list-users.ts";
import { requestedAttributes, userType } from "../users/user-wire.ts";

/** Users on a page when the request does not say (API reference, ListUsers: the most that can be asked for). */
const PAGE = 60;

/** A pool's users, all or those that one filter finds. A Limit of 0 asks for nothing particular (assumed). */
export default operation("ListUsers", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const requested = requestedAttributes(pool, input.AttributesToGet);
  const filter = parseListFilter(input.Filter);
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "ListUsers", filter: [pool.id, filter?.attribute, filter?.match, filter?.value] },
    limit: input.Limit || PAGE,
    token: input.PaginationToken,
    read: (after, limit) => listUsers(ctx.storage.db, pool.id, filter, { after, limit }),
    keyOf: ({ position }) => position,
  });
  return { Users: rows.map(({ user }) => userType(user, requested)), ...(nextToken && { PaginationToken: nextToken }) };
});
