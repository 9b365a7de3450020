import type { AuthorizationRequest } from "../oauth/authorization-request.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { contentSecurity } from "./content-security.ts";
import type { Frame } from "./frame.ts";
import { leavesCookie } from "./go-to.ts";
import type { Html } from "./html.ts";
import { layout } from "./layout.ts";
import type { PageData } from "./page-data.ts";
import type { Visit } from "./visit.ts";

/** What a page says. */
export interface Shown {
  /** Of the document. */
  title: string;
  content: Html;
  /** 200 unless given. */
  status?: number;
}

/**
 * Answers with a page of a visit.
 *
 * @param leaves what is left for the next page; null takes away what there was
 */
export async function showPage(visit: Visit, shown: Shown, leaves?: PageData | null): Promise<LoginResponse> {
  return show(visit, shown, { authorization: visit.authorization, cookies: leavesCookie(visit, leaves) });
}

/** Answers with a page on which nobody is on the way to anywhere. */
export async function show(
  frame: Frame,
  { title, content, status = 200 }: Shown,
  more: { authorization?: Pick<AuthorizationRequest, "redirectUri">; cookies?: readonly string[] } = {},
): Promise<LoginResponse> {
  return {
    status,
    headers: {
      "content-type": "text/html;charset=UTF-8",
      "content-language": frame.locale,
      "content-security-policy": contentSecurity(more.authorization, frame.ctx.profile),
      "set-cookie": [...frame.cookies, ...(more.cookies ?? [])],
    },
    body: String(await layout(frame, { title, content })),
  };
}
