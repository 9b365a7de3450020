import type { AwsError } from "../../aws/errors.ts";
import { openPageToken, type PagedList, sealPageToken } from "../../storage/page-token.ts";
import type { CognitoContext } from "./operation.ts";

/** One page of a list. */
export interface ListPage<T> {
  items: T[];
  /** Undefined on the last page. */
  nextToken: string | undefined;
}

/**
 * Reads one page of a list that is ordered by a unique text key: what was there all the time is neither lost nor repeated, whatever
 * comes and goes between two pages.
 *
 * @param request `token` as the client gave it, `refuse` for one that this list never gave out
 * @param source `read` gives the first `limit` items whose keys come after `after`, in the order of the keys; no key is empty
 * @throws what `refuse` makes
 */
export async function listPage<T>(
  ctx: CognitoContext,
  list: PagedList,
  request: { limit: number; token: string | undefined; refuse: () => AwsError },
  source: { read: (page: { after: string; limit: number }) => Promise<T[]>; keyOf: (item: T) => string },
): Promise<ListPage<T>> {
  const after = request.token === undefined ? "" : readPosition(ctx, list, request.token);
  if (after === undefined) throw request.refuse();
  // One more than asked for tells whether there is a next page, so that the last one is never followed by an empty one.
  const found = await source.read({ after, limit: request.limit + 1 });
  const items = found.slice(0, request.limit);
  const last = items.at(-1);
  const nextToken =
    found.length > items.length && last !== undefined
      ? sealPageToken(ctx.sealer, list, [source.keyOf(last)])
      : undefined;
  return { items, nextToken };
}

function readPosition(ctx: CognitoContext, list: PagedList, token: string): string | undefined {
  const key = openPageToken(ctx.sealer, list, token)?.[0];
  return typeof key === "string" ? key : undefined;
}
