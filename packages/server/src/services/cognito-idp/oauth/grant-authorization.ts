import type { LoginSession } from "../login-sessions/login-session.ts";
import type { AuthorizationCode } from "./authorization-code.ts";
import { authorizationCodeStore } from "./authorization-code-store.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { LoginContext, LoginResponse } from "./endpoint.ts";
import { openGrant } from "./open-grant.ts";
import { answerAt, refuseAt } from "./redirect-answer.ts";

/**
 * Sends a user who is signed in back to the client: with a code, or, for `response_type=token`, with tokens in the fragment. A session of
 * somebody else than the request expects is told `login_required` (OpenID Connect Core, 3.1.2.1, id_token_hint).
 */
export async function grantAuthorization(
  ctx: LoginContext,
  request: AuthorizationRequest,
  session: LoginSession,
): Promise<LoginResponse> {
  if (request.expectedSub !== undefined && request.expectedSub !== session.sub) {
    return refuseAt(ctx, request, { error: "login_required" });
  }
  return request.responseType === "code" ? grantCode(ctx, request, session) : grantTokens(ctx, request, session);
}

/** A UUID, as at AWS (recorded); one use, and `profile.codeLifetime`. */
async function grantCode(
  ctx: LoginContext,
  request: AuthorizationRequest,
  session: LoginSession,
): Promise<LoginResponse> {
  const code = ctx.random.uuid();
  const now = ctx.clock.now();
  const { found, redirectUri, scopes, state, nonce, codeChallenge, resource } = request;
  const record: AuthorizationCode = {
    poolId: found.pool.id,
    clientId: found.client.id,
    sub: session.sub,
    redirectUri,
    scopes,
    nonce,
    codeChallenge,
    resource,
    authTime: session.authTime,
    loginSessionId: session.id,
    createdAt: now,
    expiresAt: now + ctx.profile.codeLifetime,
  };
  await ctx.storage.write((tx) => authorizationCodeStore.insert(tx, code, record));
  return answerAt(ctx, request, [
    ["code", code],
    ["state", state],
  ]);
}

/** The order of the fragment's parameters is documented (developer guide, "Authorize endpoint"). */
async function grantTokens(
  ctx: LoginContext,
  request: AuthorizationRequest,
  session: LoginSession,
): Promise<LoginResponse> {
  const { found, scopes, state, nonce, resource } = request;
  const user = await ctx.users.find(ctx.storage.db, session.poolId, session.sub);
  // Deleted between the sign-in and here.
  if (user === undefined) return refuseAt(ctx, request, { error: "login_required" });
  const grant = openGrant(ctx, {
    pool: found.pool,
    client: found.client,
    user,
    scopes,
    nonce,
    resource,
    authTime: session.authTime,
    grant: "implicit",
  });
  await ctx.storage.write((tx) => grant.insert(tx));
  const tokens = await grant.tokens();
  return answerAt(ctx, request, [
    ["id_token", tokens.id_token],
    ["access_token", tokens.access_token],
    ["token_type", "Bearer"],
    ["expires_in", String(tokens.expires_in)],
    ["state", state],
  ]);
}
