import { errors } from "../errors.ts";
import { operation } from "../operation.ts";
import { afterKey, page } from "../paging.ts";
import { requirePool } from "../pools/require-pool.ts";
import { termsStore } from "../terms/terms-store.ts";
import { termsDescriptionType } from "../terms/terms-wire.ts";

/** Terms on a page when the request does not say (assumed: the most that it may ask for). */
const PAGE = 60;

/** The terms of all clients of a pool, by id. */
export default operation("ListTerms", async (input, ctx) => {
  const pool = await requirePool(ctx, input.UserPoolId);
  const { rows, nextToken } = await page(ctx, {
    list: { operation: "ListTerms", filter: [pool.id] },
    limit: input.MaxResults ?? PAGE,
    token: input.NextToken,
    read: (position, limit) => termsStore.list(ctx.storage.db, pool.id, { after: afterKey(position), limit }),
    keyOf: ({ id }) => [id],
    refuse: errors.invalidNextToken,
  });
  return { Terms: rows.map(termsDescriptionType), NextToken: nextToken };
});
