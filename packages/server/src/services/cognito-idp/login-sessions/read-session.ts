import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";
import { isSignedInStatus } from "../users/signed-in-status.ts";
import type { LoginSession } from "./login-session.ts";
import { loginSessionStore } from "./login-session-store.ts";
import { presentedSessionId } from "./session-cookie.ts";

/** The session that the request's cookie names, if it is still good. */
export async function readSession(
  ctx: LoginContext,
  request: Pick<LoginRequest, "headers">,
): Promise<LoginSession | undefined> {
  const id = presentedSessionId(request);
  return id === undefined ? undefined : goodSession(ctx, id);
}

/**
 * A session, if it is of this pool, still good, and of a user who may sign in. At AWS a change of the password leaves it (developer guide,
 * "Managed login sessions"); with `profile.passwordEndsSessions` it ends.
 */
export async function goodSession(ctx: LoginContext, id: string): Promise<LoginSession | undefined> {
  const session = await loginSessionStore.find(ctx.storage.db, id);
  if (session === undefined || session.poolId !== ctx.pool.id || session.expiresAt <= ctx.clock.now()) return undefined;
  const user = await ctx.users.standing(ctx.storage.db, session.poolId, session.sub);
  if (user === undefined || !user.enabled || !isSignedInStatus(user.status)) return undefined;
  const changed = (user.stamp ?? "") !== session.passwordStamp;
  return ctx.profile.passwordEndsSessions && changed ? undefined : session;
}
