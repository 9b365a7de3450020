import { ssoSessionLifetime } from "../clients/sso-session.ts";
import type { LoginSession } from "../login-sessions/login-session.ts";
import { readSession } from "../login-sessions/read-session.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { LoginContext, LoginRequest } from "./endpoint.ts";

/**
 * The session that answers the request without a question: of the browser's cookie, within the client's own time and `max_age`, of the
 * user that is expected, and not when `prompt=login` asks to sign in again. `select_account` and `consent` concern other providers only
 * (developer guide, "Authorize endpoint").
 */
export async function usableSession(
  ctx: LoginContext,
  request: Pick<LoginRequest, "headers">,
  { found, prompt, maxAge, expectedSub }: AuthorizationRequest,
): Promise<LoginSession | undefined> {
  if (prompt.has("login")) return undefined;
  const session = await readSession(ctx, request);
  if (session === undefined) return undefined;
  const now = ctx.clock.now();
  if (now >= session.authTime * 1000 + ssoSessionLifetime(found.client)) return undefined;
  // 0 means each time anew, within the same second too.
  const age = Math.floor(now / 1000) - session.authTime;
  if (maxAge !== undefined && (maxAge === 0 || age > maxAge)) return undefined;
  return expectedSub === undefined || expectedSub === session.sub ? session : undefined;
}
