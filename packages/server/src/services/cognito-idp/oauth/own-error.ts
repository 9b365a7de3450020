import { CLIENT_ID } from "../clients/client-id-form.ts";
import type { LoginContext, LoginResponse } from "./endpoint.ts";
import { redirect } from "./responses.ts";

/** What the page `/error` may be told: our own words only, none of the request's. */
export type OwnError = (typeof ownErrors)[number];

/** The texts on missing parameters are AWS's, as seen on its page (observed, several third parties). */
export const ownErrors = [
  "invalid_request",
  "redirect_mismatch",
  "Required String parameter 'client_id' is not present",
  "Required String parameter 'redirect_uri' is not present",
  "Required String parameter 'response_type' is not present",
] as const;

/**
 * Sends the browser to our own error page: `/error?error=redirect_mismatch&client_id={id}` (recorded), for what must not reach a URI that
 * is perhaps a stranger's.
 *
 * @param redirectUri the one that is not registered: in development the page says which it was
 */
export function toOwnError(
  { base, development }: Pick<LoginContext, "base" | "development">,
  error: OwnError,
  clientId: string | null | undefined,
  redirectUri?: string | null,
): LoginResponse {
  const parameters = new URLSearchParams({ error });
  if (clientId && CLIENT_ID.test(clientId)) parameters.set("client_id", clientId);
  if (development && redirectUri) parameters.set("redirect_uri", redirectUri.slice(0, 2048));
  return redirect(`${base}/error?${parameters}`);
}
