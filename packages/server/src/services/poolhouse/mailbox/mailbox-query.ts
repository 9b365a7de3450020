import type { MailboxFilter } from "./mailbox-store.ts";

/** How many messages an answer holds when nobody says, and at most. */
const LIMIT = { usual: 100, most: 1000 };

/** What a request asks of the mailbox. */
export interface MailboxQuery {
  filter: MailboxFilter;
  limit: number;
  before: string | undefined;
}

/**
 * Reads `to`, `username`, `poolId`, `limit` and `before`; empty ones count as absent, as forms send them.
 *
 * @param parameter the decoded value of a query parameter
 */
export function readMailboxQuery(parameter: (name: string) => string | undefined): MailboxQuery {
  const given = (name: string) => parameter(name) || undefined;
  const limit = Number(given("limit") ?? LIMIT.usual);
  return {
    filter: { to: readAddress(given("to")), username: given("username"), poolId: given("poolId") },
    limit: Number.isSafeInteger(limit) && limit >= 1 ? Math.min(limit, LIMIT.most) : LIMIT.usual,
    before: given("before"),
  };
}

/**
 * A plus sign that was not encoded, as in `?to=+4915112345678` or `?to=mary+test@example.com`, arrives as a space; no address of this
 * server has one.
 */
function readAddress(to: string | undefined): string | undefined {
  return to?.replaceAll(" ", "+");
}
