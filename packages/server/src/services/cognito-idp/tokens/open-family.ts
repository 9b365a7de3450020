import type { AppClient } from "../clients/app-client.ts";
import { tokenLifetime } from "../clients/effective.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import { ADMIN_SCOPE } from "./access-token.ts";
import { familyStore, type TokenFamily } from "./family-store.ts";
import { issueTokens } from "./issue-tokens.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";

/**
 * A new sign-in: `insert` belongs to the unit that completes it, `tokens` comes after its commit.
 * The caller answers for the user having proven a credential.
 */
export function openFamily(
  ctx: CognitoContext,
  { pool, client, user, eventId }: { pool: UserPool; client: AppClient; user: User; eventId: string },
) {
  const now = ctx.clock.now();
  const refreshToken = createRefreshToken(ctx.random);
  const family: TokenFamily = {
    originJti: ctx.random.uuid(),
    poolId: pool.id,
    clientId: client.id,
    sub: user.sub,
    eventId,
    scope: ADMIN_SCOPE,
    authTime: Math.floor(now / 1000),
    expiresAt: now + tokenLifetime(client, "RefreshToken"),
    revokedAt: undefined,
    createdAt: now,
  };
  return {
    async insert(tx: CognitoUnit): Promise<void> {
      await familyStore.insert(tx, family);
      await familyStore.insertRefreshToken(tx, {
        hash: hashRefreshToken(refreshToken),
        originJti: family.originJti,
        createdAt: now,
      });
      await tx.emit(
        poolEvent(ctx, pool, "SignedIn", {
          subject: user.sub,
          actor: user.sub,
          data: { clientId: client.id, originJti: family.originJti },
        }),
      );
    },
    /** Reads the user again: a challenge may have changed attributes in the unit. */
    async tokens() {
      const latest = (await ctx.users.find(ctx.storage.db, pool.id, user.sub)) ?? user;
      return issueTokens(ctx, { pool, client, user: latest, family, refreshToken, refreshed: false });
    },
  };
}
