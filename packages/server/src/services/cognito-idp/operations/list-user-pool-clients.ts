import { listedClient } from "../clients/client-wire.ts";
import { operation } from "../operation.ts";
import { afterKey, page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";

const MOST_PER_PAGE = 60;

/** A pool's clients in the order of their ids (recorded), without secrets. None registered itself: there is no registration yet. */
export default operation("ListUserPoolClients", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "ListUserPoolClients", filter: [pool.id, input.ClientType ?? "any"] },
    limit: input.MaxResults ?? MOST_PER_PAGE,
    token: input.NextToken,
    read: async (position, limit) =>
      input.ClientType === "DCR" ? [] : ctx.clients.list(pool.id, { after: afterKey(position), limit }),
    keyOf: ({ id }) => [id],
  });
  return { UserPoolClients: rows.map(listedClient), ...(nextToken && { NextToken: nextToken }) };
});
