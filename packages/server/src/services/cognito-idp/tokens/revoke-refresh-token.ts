import type { ClientAndPool } from "../clients/require-client.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import { familyStore } from "./family-store.ts";
import { hashRefreshToken } from "./refresh-token.ts";

/** Three parts: an access or ID token. A refresh token has none. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** What came of it; "done" also where there was nothing to end. */
export type Revocation = "done" | "not-enabled" | "not-a-refresh-token" | "other-client";

/**
 * Ends a sign-in by its refresh token, also by one that rotation has replaced (recorded), as the API and the revocation endpoint both do.
 * A token that is unknown or revoked already is a success (recorded for revoked ones; RFC 7009, 2.2, for both). The client has proven itself.
 */
export async function revokeRefreshToken(
  ctx: CognitoContext,
  { client, pool }: ClientAndPool,
  refreshToken: string,
): Promise<Revocation> {
  if (!client.settings.enableTokenRevocation) return "not-enabled";
  if (JWT.test(refreshToken)) return "not-a-refresh-token";
  const token = await familyStore.findRefreshToken(ctx.storage.db, hashRefreshToken(refreshToken));
  const family = token && (await familyStore.find(ctx.storage.db, token.originJti));
  if (family === undefined || family.poolId !== pool.id) return "done";
  if (family.clientId !== client.id) return "other-client";
  await ctx.storage.write(async (tx) => {
    await familyStore.revoke(tx, family.originJti, ctx.clock.now());
    const data = { originJti: family.originJti };
    await tx.emit(poolEvent(ctx, pool, "TokenRevoked", { subject: family.sub, actor: family.sub, data }));
  });
  return "done";
}
