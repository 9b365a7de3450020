import type { PagePosition } from "../../../storage/page-token.ts";
import type { CognitoReader } from "../tables.ts";
import type { ListFilter } from "./list-filter.ts";
import { prefixEnd } from "./prefix-end.ts";
import type { User } from "./user.ts";
import { toUser } from "./user-row.ts";

/** A user with the place in the list. */
export interface ListedUser {
  user: User;
  /** Where a page that begins after this user goes on. */
  position: PagePosition;
}

/**
 * Users of a pool in the order of their subs, or of the values that a prefix finds and then of subs: keys that stay while other users
 * come and go. Each kind of filter reads one range of an index, so that a page costs the same in a pool of any size. (A user whose
 * own value changes between two pages moves in the order of values.)
 *
 * @param page `after` is the position of the last user seen
 */
export async function listUsers(
  db: CognitoReader,
  poolId: string,
  filter: ListFilter | undefined,
  page: { after: PagePosition | undefined; limit: number },
): Promise<ListedUser[]> {
  const [value, sub] = page.after ?? [filter?.value ?? "", ""];
  const start = { value: String(value), sub: String(sub), limit: page.limit };
  return filter === undefined ? everyone(db, poolId, start) : matching(db, poolId, filter, start);
}

interface Start {
  value: string;
  sub: string;
  limit: number;
}

async function everyone(db: CognitoReader, poolId: string, { sub, limit }: Start): Promise<ListedUser[]> {
  const rows = await db
    .selectFrom("users")
    .selectAll()
    .where("pool_id", "=", poolId)
    .where("sub", ">", sub)
    .orderBy("sub")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ user: toUser(row), position: ["", row.sub] }));
}

async function matching(
  db: CognitoReader,
  poolId: string,
  { attribute, match, value }: ListFilter,
  start: Start,
): Promise<ListedUser[]> {
  const found = db
    .selectFrom("user_search")
    .innerJoin("users", (join) =>
      join.onRef("users.pool_id", "=", "user_search.pool_id").onRef("users.sub", "=", "user_search.sub"),
    )
    .selectAll("users")
    .select("user_search.value as found")
    .where("user_search.pool_id", "=", poolId)
    .where("user_search.attribute", "=", attribute);
  const end = prefixEnd(value);
  const range =
    match === "equals"
      ? found.where("user_search.value", "=", value).where("user_search.sub", ">", start.sub)
      : found
          // The pair alone: a bound on the value besides would keep SQLite from seeking past equal values.
          .where(({ eb, refTuple, tuple }) =>
            eb(refTuple("user_search.value", "user_search.sub"), ">", tuple(start.value, start.sub)),
          )
          .$if(end !== undefined, (query) => query.where("user_search.value", "<", end ?? ""));
  const rows = await range.orderBy("user_search.value").orderBy("user_search.sub").limit(start.limit).execute();
  return rows.map(({ found: place, ...row }) => ({ user: toUser(row), position: [place, row.sub] }));
}
