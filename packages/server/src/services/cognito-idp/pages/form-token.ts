import { constantTimeEqual } from "../../../platform/constant-time.ts";
import type { SealedPlace } from "../../../platform/sealing.ts";
import { presentedSessionId } from "../login-sessions/session-cookie.ts";
import { readCookie } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";

/** As at AWS (recorded: POST /login, October 2022). */
export const TOKEN_COOKIE = "XSRF-TOKEN";

/** What proves that a form came from our own page: the same value in a cookie and in a hidden field. */
export interface FormToken {
  cookie: string;
  field: string;
}

/** The token of a page that is shown: the browser's own, so that pages in several tabs go on working, or a new one. */
export function formToken(request: LoginRequest, ctx: LoginContext): FormToken {
  const own = readCookie(request, TOKEN_COOKIE);
  return tokenOf(own !== undefined && UUID.test(own) ? own : ctx.random.uuid(), request, ctx);
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
  const cookie = readCookie(request, TOKEN_COOKIE);
  // Classic pages call the field `_csrf`, managed ones `csrf` (observed, four clients).
  const field = form.get("_csrf") ?? form.get("csrf");
  if (!cookie || !field || field.length > MOST) return false;
  if (!ctx.profile.boundFormTokens) return constantTimeEqual(field, cookie);
  try {
    const sealed: Bound = JSON.parse(ctx.sealer.open(field, placeOf(ctx)).toString("utf8"));
    const session = presentedSessionId(request) ?? "";
    const right = constantTimeEqual(sealed.cookie, cookie) && constantTimeEqual(sealed.session, session);
    return right && ctx.clock.now() < sealed.expiresAt;
  } catch {
    return false;
  }
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
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
