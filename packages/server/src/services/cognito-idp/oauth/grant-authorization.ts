import type { LoginSession } from "../login-sessions/login-session.ts";
import { loginSessionStore } from "../login-sessions/login-session-store.ts";
import type { CognitoUnit } from "../tables.ts";
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
  const granted = await ctx.storage.write(async (tx) => {
    if (!(await isStillSignedIn(ctx, tx, session))) return false;
    await authorizationCodeStore.insert(tx, code, record);
    return true;
  });
  if (!granted) return refuseAt(ctx, request, { error: "login_required" });
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
  const granted = await ctx.storage.write(async (tx) => {
    if (!(await isStillSignedIn(ctx, tx, session))) return false;
    await grant.insert(tx);
    return true;
  });
  if (!granted) return refuseAt(ctx, request, { error: "login_required" });
  const tokens = await grant.tokens();
  return answerAt(ctx, request, [
    ["id_token", tokens.id_token],
    ["access_token", tokens.access_token],
    ["token_type", "Bearer"],
    ["expires_in", String(tokens.expires_in)],
    ["state", state],
  ]);
}

/** As the unit sees it: whoever signed out, or was disabled or deleted, since the session was read gets nothing. */
async function isStillSignedIn(ctx: LoginContext, tx: CognitoUnit, session: LoginSession): Promise<boolean> {
  const kept = await loginSessionStore.find(tx.db, session.id);
  const user = await ctx.users.standing(tx.db, session.poolId, session.sub);
  return kept !== undefined && user?.enabled === true;
}
