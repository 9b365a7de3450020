import type { LoginContext, LoginRequest } from "./endpoint.ts";

/**
 * The value of a cookie. Two of the name are none: a browser has one for each domain, and the other was slipped in from a neighbouring
 * host.
 */
export function readCookie(request: Pick<LoginRequest, "headers">, name: string): string | undefined {
  const [value, ...more] = readCookies(request, name);
  return more.length === 0 ? value : undefined;
}

/** Every value that comes under a cookie's name: on one machine another application's may come along, whatever its port. */
export function readCookies({ headers }: Pick<LoginRequest, "headers">, name: string): string[] {
  return (headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/**
 * A cookie of a domain: for this one only, out of scripts' reach, and not sent with other sites' forms.
 *
 * @param value of characters that a cookie may hold
 * @param maxAge seconds; 0 ends the cookie, undefined lets it end with the browser
 */
export function domainCookie(
  name: string,
  value: string,
  maxAge: number | undefined,
  { request: { secure }, ctx: { base } }: { request: Pick<LoginRequest, "secure">; ctx: Pick<LoginContext, "base"> },
): string {
  const age = maxAge === undefined ? "" : ` Max-Age=${maxAge};`;
  return `${name}=${value};${age} Path=${base}/;${secure ? " Secure;" : ""} HttpOnly; SameSite=Lax`;
}
