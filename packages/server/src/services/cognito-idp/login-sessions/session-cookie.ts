import { createHash } from "node:crypto";
import { domainCookie, readCookie } from "../oauth/domain-cookies.ts";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";

/** The cookie's name at AWS (recorded: POST /login, October 2022). */
const NAME = "cognito";

/** 256 random bits, base64url. */
const VALUE = /^[\w-]{43}$/;

/** The key under which the session of a cookie's value is kept. */
export function loginSessionId(value: string): string {
  return createHash("sha256").update(value).digest("base64url");
}

/** The id of the session that the request's cookie names; undefined without one. */
export function presentedSessionId(request: Pick<LoginRequest, "headers">): string | undefined {
  const value = readCookie(request, NAME);
  return value !== undefined && VALUE.test(value) ? loginSessionId(value) : undefined;
}

/**
 * The cookie that names a session. AWS's attributes (recorded), but without `Domain`, which would hand it to every host below, and without
 * `Expires`, which would measure the browser's clock by the server's.
 *
 * @param maxAge seconds; 0 ends the cookie
 */
export function sessionCookie(
  value: string,
  maxAge: number,
  request: Pick<LoginRequest, "secure">,
  ctx: Pick<LoginContext, "base">,
): string {
  return domainCookie(NAME, value, maxAge, { request, ctx });
}

/** The cookie's end. */
export function expiredSessionCookie(request: Pick<LoginRequest, "secure">, ctx: Pick<LoginContext, "base">): string {
  return sessionCookie("", 0, request, ctx);
}
