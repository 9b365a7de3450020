import { redirect } from "../oauth/responses.ts";
import type { Leading } from "./lead.ts";
import { type PageData, pageDataCookie } from "./page-data.ts";
import type { Visit } from "./visit.ts";

/** The address of another page, with the query as it was sent: order and encoding stay. What no URL may hold is encoded. */
export function pageAddress({ ctx, request }: Pick<Visit, "ctx" | "request">, path: string): string {
  const query = request.query.replace(/[^\x21-\x7e]+/g, (text) => encodeURIComponent(text));
  return `${ctx.base}${path}?${query}`;
}

/**
 * Sends the browser to another page.
 *
 * @param leaves what is left for it; null takes away what there was
 */
export function goTo(visit: Visit, path: string, leaves?: PageData | null): Leading {
  return leadTo(visit, path, leavesCookie(visit, leaves));
}

/** The same with the cookies as they were set before. */
export function leadTo(visit: Visit, path: string, cookies: string[]): Leading {
  const answer = redirect(pageAddress(visit, path), { "set-cookie": [...visit.cookies, ...cookies] });
  return { ...answer, lead: { kind: "page", path, cookies } };
}

/** The cookie that leaves something for the next page, or takes it away; none for undefined. */
export function leavesCookie(visit: Visit, leaves: PageData | null | undefined): string[] {
  if (leaves === undefined) return [];
  return [pageDataCookie(visit, leaves ?? undefined)];
}
