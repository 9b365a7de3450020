import type { AwsError } from "../../aws/errors.ts";
import { openPageToken, type PagedList, type PagePosition, sealPageToken } from "../../storage/page-token.ts";
import { errors } from "./errors.ts";
import type { CognitoContext } from "./operation.ts";

/**
 * One page of a list, cut from rows that were asked for with one more than the page holds.
 *
 * @param list the operation and all that decides which rows there are
 * @param read gives up to `limit` rows whose key comes after the position
 * @param keyOf the position of a row: the values of the columns that the list is ordered by
 * @param refuse the operation's own error for a token of another list, or none of ours
 * @throws InvalidParameterException, or what `refuse` makes, for such a token
 */
export async function page<Row>(
  ctx: Pick<CognitoContext, "sealer">,
  request: {
    list: PagedList;
    limit: number;
    token: string | undefined;
    read(position: PagePosition | undefined, limit: number): Promise<Row[]>;
    keyOf(row: Row): PagePosition;
    refuse?: () => AwsError;
  },
): Promise<{ rows: Row[]; nextToken: string | undefined }> {
  const { list, limit, token, read, keyOf, refuse = errors.invalidPaginationToken } = request;
  const position = token === undefined ? undefined : openPageToken(ctx.sealer, list, token);
  if (token !== undefined && position === undefined) throw refuse();
  const found = await read(position, limit + 1);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const more = found.length > limit && last !== undefined;
  return { rows, nextToken: more ? sealPageToken(ctx.sealer, list, keyOf(last)) : undefined };
}

/** Where a list that is ordered by one text column begins: after this key, which is empty for the first page. */
export function afterKey(position: PagePosition | undefined): string {
  return String(position?.[0] ?? "");
}
