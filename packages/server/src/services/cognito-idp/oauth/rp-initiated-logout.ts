import { createHmac } from "node:crypto";
import { constantTimeEqual } from "../../../platform/constant-time.ts";
import type { AppClient } from "../clients/app-client.ts";
import { endSession } from "../login-sessions/end-session.ts";
import type { LoginSession } from "../login-sessions/login-session.ts";
import { readSession } from "../login-sessions/read-session.ts";
import { presentedSessionId } from "../login-sessions/session-cookie.ts";
import type { LoginContext, LoginRequest, LoginResponse } from "./endpoint.ts";
import { type IdTokenHint, readIdTokenHint } from "./id-token-hint.ts";
import { type OwnError, toOwnError } from "./own-error.ts";
import { withQuery } from "./redirect-answer.ts";
import { redirect } from "./responses.ts";

/** The field of the confirmation page that only this session's own page can have. */
const CONFIRMATION = "confirmation";

/**
 * OpenID Connect RP-Initiated Logout 1.0: ends the session at once when `id_token_hint` is an ID token of its user, and asks the user
 * otherwise, so that no stranger's link signs anybody out. `post_logout_redirect_uri` must be one of the client's sign-out URLs to the letter; the
 * client is the hint's, or `client_id`'s, and both must agree.
 */
export async function rpInitiatedLogout(
  request: LoginRequest,
  ctx: LoginContext,
  parameters: URLSearchParams,
): Promise<LoginResponse> {
  const refuse = (error: OwnError, rule: string) => {
    ctx.log.info({ requestId: ctx.requestId, rule, error, clientId: parameters.get("client_id") }, "refused");
    return toOwnError(ctx, error, parameters.get("client_id"));
  };
  const given = parameters.get("id_token_hint");
  const hint = given ? await readIdTokenHint(ctx, given) : undefined;
  if (given && hint === undefined) return refuse("invalid_request", "id_token_hint is an ID token of this pool");
  const named = await findClient(ctx, parameters, hint);
  if (named.kind === "wrong")
    return refuse("invalid_request", "client_id and id_token_hint name one client of the pool");
  const [uri, ...more] = parameters.getAll("post_logout_redirect_uri");
  const registered = named.client?.settings.logoutUrls?.find((url) => url === uri);
  if (more.length > 0 || (uri !== undefined && registered === undefined)) {
    return refuse("redirect_mismatch", "post_logout_redirect_uri is one of the client's sign-out URLs");
  }

  // The pages are loaded when there is one to show.
  const pages = () => import("../pages/logout-pages.ts");
  const asked = [...parameters].filter(([name]) => name !== CONFIRMATION);
  const visit = { request, ctx, clientId: named.client?.id, lang: languageOf(parameters), asked };
  const session = await readSession(ctx, request);
  if (session !== undefined && hint?.sub !== session.sub && !isConfirmed(ctx, session, parameters)) {
    const confirmation = [CONFIRMATION, confirmationOf(ctx, session)] as const;
    return (await pages()).confirmLogoutPage(visit, { confirmation, leadsTo: registered });
  }
  // Whoever sends no cookie may be a stranger's form: it must not end the one that the browser kept back.
  const cookies = presentedSessionId(request) === undefined ? [] : [await endSession(ctx, request)];
  if (registered === undefined) return (await pages()).loggedOutPage(visit, cookies);
  const state = parameters.get("state");
  return redirect(withQuery(registered, state === null ? [] : [`state=${encodeURIComponent(state)}`]), {
    "set-cookie": cookies,
  });
}

/** The first of `ui_locales` (RP-Initiated Logout 1.0, 2), or Cognito's `lang`. */
function languageOf(parameters: URLSearchParams): string | undefined {
  return parameters.get("ui_locales")?.split(" ")[0] ?? parameters.get("lang") ?? undefined;
}

async function findClient(
  ctx: LoginContext,
  parameters: URLSearchParams,
  hint: IdTokenHint | undefined,
): Promise<{ kind: "found"; client: AppClient | undefined } | { kind: "wrong" }> {
  const id = parameters.get("client_id") || hint?.clientId;
  if (id === undefined) return { kind: "found", client: undefined };
  if (hint !== undefined && hint.clientId !== id) return { kind: "wrong" };
  const found = await ctx.clients.find(id);
  return found?.client.poolId === ctx.pool.id ? { kind: "found", client: found.client } : { kind: "wrong" };
}

function isConfirmed(ctx: LoginContext, session: LoginSession, parameters: URLSearchParams): boolean {
  return constantTimeEqual(parameters.get(CONFIRMATION) ?? "", confirmationOf(ctx, session));
}

/** Bound to the session: no other page knows its cookie's hash, nor the pool's secret. */
function confirmationOf(ctx: LoginContext, session: LoginSession): string {
  return createHmac("sha256", ctx.pool.secret)
    .update(JSON.stringify(["logout", session.id]))
    .digest("base64url");
}
