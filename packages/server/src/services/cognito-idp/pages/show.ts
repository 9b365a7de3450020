import type { AuthorizationRequest } from "../oauth/authorization-request.ts";
import type { LoginResponse } from "../oauth/endpoint.ts";
import { contentSecurity } from "./content-security.ts";
import type { Frame } from "./frame.ts";
import { leavesCookie } from "./go-to.ts";
import { type Html, nothing } from "./html.ts";
import { layout } from "./layout.ts";
import type { Look } from "./look.ts";
import type { PageData } from "./page-data.ts";
import { languageForm, type ShownAgain } from "./parts/language-form.ts";
import type { Visit } from "./visit.ts";

/** What a page says. */
export interface Shown {
  /** Of the document. */
  title: string;
  content: Html;
  /** 200 unless given. */
  status?: number;
  /** How it is asked for in another language: at the request's path unless given; undefined where asking once more does more than that. */
  again?: ShownAgain | undefined;
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
  shown: Shown,
  more: { authorization?: Pick<AuthorizationRequest, "redirectUri">; cookies?: readonly string[] } = {},
): Promise<LoginResponse> {
  const again = "again" in shown ? shown.again : { path: frame.request.path };
  const below = again === undefined ? nothing : languageForm(frame, again);
  const answer = await documentOf(frame, { ...shown, below, authorization: more.authorization });
  return { ...answer, headers: { ...answer.headers, "set-cookie": [...frame.cookies, ...(more.cookies ?? [])] } };
}

/** Answers with a page that has no forms and asks nothing of the browser. */
export function showPlainly(look: Look, shown: Omit<Shown, "again">): Promise<LoginResponse> {
  return documentOf(look, { ...shown, below: nothing, authorization: undefined });
}

async function documentOf(
  look: Look,
  page: Shown & { below: Html | string; authorization: Pick<AuthorizationRequest, "redirectUri"> | undefined },
): Promise<LoginResponse> {
  return {
    status: page.status ?? 200,
    headers: {
      "content-type": "text/html;charset=UTF-8",
      "content-language": look.locale,
      "content-security-policy": contentSecurity(page.authorization, look.ctx.profile),
    },
    body: String(await layout(look, page)),
  };
}
