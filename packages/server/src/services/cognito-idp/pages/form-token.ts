import { constantTimeEqual } from "../../../platform/constant-time.ts";
import { isUuid } from "../../../platform/random.ts";
import type { SealedPlace } from "../../../platform/sealing.ts";
import { presentedSessionId } from "../login-sessions/session-cookie.ts";
import { domainCookie, readCookies } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest, LoginResponse } from "../oauth/endpoint.ts";
import { isVouchedFor } from "./form-origin.ts";

/** As at AWS (recorded: POST /login, October 2022). */
export const TOKEN_COOKIE = "XSRF-TOKEN";

/** What proves that a form came from our own page: the same value in a cookie and in a hidden field. */
export interface FormToken {
  cookie: string;
  field: string;
}

/** The token of a page that is shown: the browser's own, so that pages in several tabs go on working, or a new one. */
export function formToken(request: LoginRequest, ctx: LoginContext): FormToken {
  return tokenOf(ownOrNew(request, ctx), request, ctx);
}

/** Sets the token's cookie with an answer, unless the answer does so itself. */
export function withFormToken(request: LoginRequest, ctx: LoginContext, answer: LoginResponse): LoginResponse {
  const given = [answer.headers["set-cookie"] ?? []].flat();
  if (given.some((cookie) => cookie.startsWith(`${TOKEN_COOKIE}=`))) return answer;
  const cookie = domainCookie(TOKEN_COOKIE, ownOrNew(request, ctx), undefined, { request, ctx });
  return { ...answer, headers: { ...answer.headers, "set-cookie": [...given, cookie] } };
}

function ownOrNew(request: LoginRequest, { random }: LoginContext): string {
  return readCookies(request, TOKEN_COOKIE).find((value) => isUuid(value)) ?? random.uuid();
}

/** A new token, for whoever has just signed in (recorded: the old one is replaced then). */
export function newFormToken(request: LoginRequest, ctx: LoginContext): FormToken {
  return tokenOf(ctx.random.uuid(), request, ctx);
}

/**
 * Whether a form carries the token of the browser's cookie. At AWS any two values that agree will do, and tools make up both (observed);
 * with `profile.boundFormTokens` the field must be one that this server sealed for this cookie and this session on the pages.
 */
export function isTokenRight(request: LoginRequest, ctx: LoginContext, form: URLSearchParams): boolean {
  const cookies = presentedTokens(request);
  const field = fieldOf(form);
  if (field === undefined) return false;
  if (!ctx.profile.boundFormTokens) return cookies.some((cookie) => constantTimeEqual(field, cookie));
  const bound = openBound(ctx, field);
  if (bound === undefined) return false;
  const session = presentedSessionId(request) ?? "";
  const right = cookies.some((cookie) => constantTimeEqual(bound.cookie, cookie));
  return right && constantTimeEqual(bound.session, session);
}

/**
 * Of a form whose token is not right: whether the browser has another token by now, as after a sign-in in another tab. What to tell the
 * user, and no proof of anything.
 */
export function isTokenReplaced(request: LoginRequest, ctx: LoginContext, form: URLSearchParams): boolean {
  const field = fieldOf(form);
  if (field === undefined || !presentedTokens(request).some((value) => isUuid(value))) return false;
  return ctx.profile.boundFormTokens ? openBound(ctx, field) !== undefined : isUuid(field);
}

/** Classic pages call the field `_csrf`, managed ones `csrf` (observed, four clients). */
function fieldOf(form: URLSearchParams): string | undefined {
  const field = form.get("_csrf") ?? form.get("csrf");
  return field && field.length <= MOST ? field : undefined;
}

/** What this server sealed, while it holds. */
function openBound(ctx: LoginContext, field: string): Bound | undefined {
  try {
    const bound: Bound = JSON.parse(ctx.sealer.open(field, placeOf(ctx)).toString("utf8"));
    return ctx.clock.now() < bound.expiresAt ? bound : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The browser's tokens. Of two one may have been slipped in by a neighbouring host, and is none of ours where the browser does not vouch for the
 * form. Where it does, the other is an application's on the same machine: Angular and Laravel call theirs by this name too.
 */
function presentedTokens(request: LoginRequest): string[] {
  const all = readCookies(request, TOKEN_COOKIE).filter(Boolean);
  if (all.length < 2) return all;
  return isVouchedFor(request) ? all.filter((value) => isUuid(value)) : [];
}

/** Characters. */
const MOST = 1024;
/** How long a bound form may stay open. Milliseconds. */
const LIFETIME = 3_600_000;

interface Bound {
  cookie: string;
  /** The id of the session that the page was made for; "" without one. */
  session: string;
  expiresAt: number;
}

function tokenOf(cookie: string, request: LoginRequest, ctx: LoginContext): FormToken {
  if (!ctx.profile.boundFormTokens) return { cookie, field: cookie };
  const bound: Bound = {
    cookie,
    session: presentedSessionId(request) ?? "",
    expiresAt: ctx.clock.now() + LIFETIME,
  };
  return { cookie, field: ctx.sealer.seal(JSON.stringify(bound), placeOf(ctx)) };
}

const placeOf = ({ pool }: Pick<LoginContext, "pool">): SealedPlace => ({
  table: "pages",
  row: pool.id,
  column: "form-token",
});
