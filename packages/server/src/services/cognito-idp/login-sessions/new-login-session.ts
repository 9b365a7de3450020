import type { AppClient } from "../clients/app-client.ts";
import { ssoSessionLifetime } from "../clients/sso-session.ts";
import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import type { LoginSession } from "./login-session.ts";
import { loginSessionStore } from "./login-session-store.ts";
import { loginSessionId, sessionCookie } from "./session-cookie.ts";

/** A session that begins: `insert` belongs to the unit that completes the sign-in, `cookies` comes after its commit. */
export interface NewLoginSession {
  session: LoginSession;
  insert(tx: CognitoUnit): Promise<void>;
  cookies(request: Pick<LoginRequest, "secure">, ctx: Pick<LoginContext, "base">): string[];
}

/**
 * A session for whoever has just signed in on the pages. Its name is always drawn anew, so that nobody can prepare one for somebody else
 * (session fixation), and the browser's former session ends with it.
 *
 * It lasts for the client's MaxValidityMinutes from the sign-in; another client may hold it for a shorter time, none for longer
 * (assumed: how several clients' times go together is not documented).
 *
 * @param replaces the id of the session that the browser came with
 */
export function newLoginSession(
  ctx: Pick<LoginContext, "clock" | "random" | "users">,
  { pool, client, user, replaces }: { pool: UserPool; client: AppClient; user: User; replaces?: string | undefined },
): NewLoginSession {
  const value = ctx.random.bytes(32).toString("base64url");
  const now = ctx.clock.now();
  const lifetime = ssoSessionLifetime(client);
  const session: LoginSession = {
    id: loginSessionId(value),
    poolId: pool.id,
    sub: user.sub,
    authTime: Math.floor(now / 1000),
    createdAt: now,
    expiresAt: now + lifetime,
  };
  return {
    session,
    async insert(tx) {
      // As this unit leaves it: the sign-in itself may have set a new one.
      const standing = await ctx.users.standing(tx.db, pool.id, user.sub);
      if (replaces !== undefined) await loginSessionStore.remove(tx, replaces);
      await loginSessionStore.insert(tx, { ...session, passwordStamp: standing?.stamp ?? "" });
    },
    cookies: (request, { base }) => [sessionCookie(value, lifetime / 1000, request, { base })],
  };
}
