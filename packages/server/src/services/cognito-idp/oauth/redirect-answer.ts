import { issuerOf } from "../tokens/issuer.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { LoginContext, LoginResponse } from "./endpoint.ts";
import { redirect } from "./responses.ts";

/** Where an answer goes and what goes with it whatever it says. */
export type Addressed = Pick<AuthorizationRequest, "redirectUri" | "responseType" | "state">;

/** Why a request is refused, in the words of RFC 6749, OpenID Connect Core and RFC 8707. */
export interface Refusal {
  error:
    | "invalid_request"
    | "unauthorized_client"
    | "unsupported_response_type"
    | "invalid_scope"
    | "invalid_target"
    | "login_required"
    | "request_not_supported"
    | "request_uri_not_supported"
    | "registration_not_supported";
  /** For the developer; printable ASCII without quotes. */
  description?: string;
}

/**
 * An answer at the client's redirect URI: the registered one, byte for byte, and the protocol's parameters behind it; in the query for a code,
 * in the fragment for tokens (RFC 6749, 4.1.2 and 4.2.2). With `profile.issuerInAnswer` it names the issuer (RFC 9207).
 */
export function answerAt(
  ctx: Pick<LoginContext, "profile" | "settings" | "pool">,
  { redirectUri, responseType }: Pick<Addressed, "redirectUri" | "responseType">,
  parameters: readonly (readonly [name: string, value: string | undefined])[],
): LoginResponse {
  const all = ctx.profile.issuerInAnswer
    ? [...parameters, ["iss", issuerOf(ctx.settings, ctx.pool)] as const]
    : parameters;
  const pairs = all.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]));
  return redirect(responseType === "token" ? `${redirectUri}#${pairs.join("&")}` : withQuery(redirectUri, pairs));
}

/** A registered URI, byte for byte, with more behind it. @param pairs encoded */
export function withQuery(uri: string, pairs: readonly string[]): string {
  if (pairs.length === 0) return uri;
  const separator = uri.includes("?") ? (/[?&]$/.test(uri) ? "" : "&") : "?";
  return `${uri}${separator}${pairs.join("&")}`;
}

/** Errors that Cognito writes as the standard does (developer guide, "Authorize endpoint"). */
const AS_IS: readonly Refusal["error"][] = ["login_required"];

/**
 * A refusal at the client's redirect URI. Cognito's form is `?error_description=invalid_scope&state=…&error=invalid_request`, in that order
 * (observed, eight third parties), for whichever code; with `profile.standardErrors` it is RFC 6749's.
 */
export function refuseAt(
  ctx: Pick<LoginContext, "profile" | "settings" | "pool">,
  addressed: Addressed,
  { error, description }: Refusal,
): LoginResponse {
  const { state } = addressed;
  if (ctx.profile.standardErrors || AS_IS.includes(error)) {
    return answerAt(ctx, addressed, [
      ["error", error],
      ["error_description", ctx.profile.standardErrors ? description : undefined],
      ["state", state],
    ]);
  }
  const said = error === "invalid_request" ? (description ?? error) : error;
  return answerAt(ctx, addressed, [
    ["error_description", said],
    ["state", state],
    ["error", "invalid_request"],
  ]);
}
