import { createHash } from "node:crypto";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";

/** The cookie's name at AWS (recorded: POST /login, October 2022). */
const NAME = "cognito";

/** 256 random bits, base64url. */
const VALUE = /^[\w-]{43}$/;

/** The key under which the session of a cookie's value is kept. */
export function loginSessionId(value: string): string {
  return createHash("sha256").update(value).digest("base64url");
}

/**
 * The id of the session that the request's cookie names; undefined without one. Two of them are none: a browser has one for each
 * domain, and the other was slipped in from a neighbouring host, to sign the user in as somebody else.
 */
export function presentedSessionId({ headers }: Pick<LoginRequest, "headers">): string | undefined {
  const values = (headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${NAME}=`))
    .map((pair) => pair.slice(NAME.length + 1));
  const [value] = values;
  return value !== undefined && values.length === 1 && VALUE.test(value) ? loginSessionId(value) : undefined;
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
  { secure }: Pick<LoginRequest, "secure">,
  { base }: Pick<LoginContext, "base">,
): string {
  return `${NAME}=${value}; Max-Age=${maxAge}; Path=${base}/;${secure ? " Secure;" : ""} HttpOnly; SameSite=Lax`;
}

/** The cookie's end. */
export function expiredSessionCookie(request: Pick<LoginRequest, "secure">, ctx: Pick<LoginContext, "base">): string {
  return sessionCookie("", 0, request, ctx);
}
