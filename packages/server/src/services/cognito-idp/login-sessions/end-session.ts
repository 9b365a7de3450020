import type { LoginContext, LoginRequest } from "../oauth/endpoint.ts";
import { loginSessionStore } from "./login-session-store.ts";
import { expiredSessionCookie, presentedSessionId } from "./session-cookie.ts";

/**
 * Ends the session that the request's cookie names, in the store and in the browser: a copied cookie is worth nothing afterwards. Sessions of
 * other pools stay. Tokens that were issued in it stay good (developer guide, "Logout endpoint").
 *
 * @returns the cookie that the answer sets
 */
export async function endSession(
  ctx: LoginContext,
  request: Pick<LoginRequest, "headers" | "secure">,
): Promise<string> {
  const id = presentedSessionId(request);
  if (id !== undefined) {
    await ctx.storage.write(async (tx) => {
      const session = await loginSessionStore.find(tx.db, id);
      if (session?.poolId === ctx.pool.id) await loginSessionStore.remove(tx, id);
    });
  }
  return expiredSessionCookie(request, ctx);
}
