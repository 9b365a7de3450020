import { endSession } from "../login-sessions/end-session.ts";
import type { LoginContext, LoginRequest, LoginResponse } from "./endpoint.ts";
import { findAddressee } from "./find-addressee.ts";
import { type OwnError, toOwnError } from "./own-error.ts";
import { redirect } from "./responses.ts";
import { clientSteps } from "./steps/registry.ts";
import { toLogin } from "./to-login.ts";

/** What goes along to the login page; the choice of another provider does not (developer guide, "Logout endpoint"). */
const CARRIED = [
  "client_id",
  "redirect_uri",
  "response_type",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "resource",
  "login_hint",
  "lang",
] as const;

/**
 * `/logout?client_id&logout_uri`: ends the session and goes to the sign-out URL, when it is one of the client's to the letter.
 * `/logout?client_id&redirect_uri&response_type`: ends the session and goes to the login page. A `logout_uri` wins; one that is not
 * registered counts as absent, so that the error names `redirect_uri` (observed, four third parties).
 *
 * That a stranger's link can sign the user out is Cognito's: the request carries nothing to tell. Pictures and frames on other sites cannot, since
 * the cookie does not go along with them (SameSite=Lax).
 */
export async function cognitoLogout(
  request: LoginRequest,
  ctx: LoginContext,
  parameters: URLSearchParams,
): Promise<LoginResponse> {
  const clientId = parameters.get("client_id");
  const refuse = (error: OwnError, rule: string) => {
    const redirectUri = error === "redirect_mismatch" ? parameters.get("redirect_uri") : undefined;
    ctx.log.info({ requestId: ctx.requestId, rule, error, clientId, redirectUri }, "refused");
    return toOwnError(ctx, error, clientId, redirectUri);
  };
  const { addressee, refused } = await findAddressee({ ctx, parameters }, clientSteps);
  if (refused !== undefined) return refuse(refused.error, refused.rule);
  const { callbackUrls = [], logoutUrls = [], allowedOAuthScopes = [] } = addressee.found?.client.settings ?? {};

  const logoutUri = logoutUrls.find((url) => url === parameters.get("logout_uri"));
  if (logoutUri !== undefined) return redirect(logoutUri, { "set-cookie": [await endSession(ctx, request)] });

  const redirectUri = parameters.get("redirect_uri");
  if (!redirectUri) {
    return refuse(
      "Required String parameter 'redirect_uri' is not present",
      "logout_uri is registered, or redirect_uri is there",
    );
  }
  if (!parameters.get("response_type")) {
    return refuse("Required String parameter 'response_type' is not present", "response_type is there");
  }
  if (!callbackUrls.includes(redirectUri)) return refuse("redirect_mismatch", "redirect_uri is a callback URL");
  const query = new URLSearchParams();
  for (const name of CARRIED) {
    const value = parameters.get(name);
    if (value) query.set(name, value);
  }
  query.set("scope", parameters.get("scope") || allowedOAuthScopes.join(" "));
  const cookie = await endSession(ctx, request);
  const response = toLogin(ctx, query.toString());
  return { ...response, headers: { ...response.headers, "set-cookie": [cookie] } };
}
