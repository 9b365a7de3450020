import type { LoginResponse } from "../oauth/endpoint.ts";
import { redirect } from "../oauth/responses.ts";
import { expiredPageDataCookie, type PageData, pageDataCookie } from "./page-data.ts";
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
export function goTo(visit: Visit, path: string, leaves?: PageData | null): LoginResponse {
  return redirect(pageAddress(visit, path), { "set-cookie": [...visit.cookies, ...leavesCookie(visit, leaves)] });
}

/** The cookie that leaves something for the next page, or takes it away; none for undefined. */
export function leavesCookie(visit: Visit, leaves: PageData | null | undefined): string[] {
  if (leaves === undefined) return [];
  return [leaves === null ? expiredPageDataCookie(visit) : pageDataCookie(visit, leaves)];
}
