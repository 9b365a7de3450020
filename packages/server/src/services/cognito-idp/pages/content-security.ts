import type { AuthorizationRequest } from "../oauth/authorization-request.ts";
import type { OAuthProfile } from "../oauth/profile.ts";

/**
 * What a page may load and where its forms may lead. Nothing runs or styles that is not a file of ours, so that nothing a stranger or an
 * administrator wrote ever does.
 *
 * Chromium applies `form-action` to every redirect that follows a form, and a sign-in ends with one to the client, which may well lead on to
 * another host of its own. AWS has no such policy and its clients rely on none. So besides our own origin forms may end where this request's
 * answer goes, at any https address after it and, for an app on this machine, at its other ports. With `profile.boundFormTokens` only the
 * first two hold. See docs/decisions/0009-forms-may-lead-on.md.
 *
 * @param authorization undefined on pages whose forms lead nowhere
 */
export function contentSecurity(
  authorization: Pick<AuthorizationRequest, "redirectUri"> | undefined,
  { boundFormTokens }: Pick<OAuthProfile, "boundFormTokens">,
): string {
  const ends = authorization === undefined ? [] : formEnds(authorization.redirectUri, boundFormTokens);
  return [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    `form-action ${["'self'", ...ends].join(" ")}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Schemes of apps: `myapp:`, `com.example.app:`. */
const SCHEME = /^[a-z][a-z\d+.-]*:$/;
/** CSP level 3, 2.3.1, and the underscores that names have nevertheless. */
const HOST_SOURCE = /^[a-z\d_.-]+(?::\d+)?$/;
const LOOPBACK: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];

function formEnds(redirectUri: string, strict: boolean): string[] {
  if (!URL.canParse(redirectUri)) return [];
  const { protocol, hostname, host } = new URL(redirectUri);
  if (protocol !== "http:" && protocol !== "https:") {
    return [...(SCHEME.test(protocol) ? [protocol] : []), ...(strict ? [] : ["https:"])];
  }
  // Addresses of IPv6 have no place in a policy's source list, and a `;` in a name would begin a directive: the scheme stands in for them.
  const own = HOST_SOURCE.test(host) ? `${protocol}//${host}` : protocol;
  if (strict) return [own];
  const neighbours = LOOPBACK.includes(hostname) ? ["http://localhost:*", "http://127.0.0.1:*"] : [];
  return [...new Set([own, ...neighbours, "https:"])];
}
