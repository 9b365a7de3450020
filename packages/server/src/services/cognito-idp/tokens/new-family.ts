import type { AppClient } from "../clients/app-client.ts";
import { tokenLifetime } from "../clients/lifetimes.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import { familyStore, type GrantKind, type TokenFamily } from "./family-store.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";

/** A sign-in that is to be. */
export interface NewFamily {
  family: TokenFamily;
  /** Undefined for the implicit grant, which gives none (RFC 6749, 4.2.2). */
  refreshToken: string | undefined;
  /** Belongs to the unit that completes the sign-in. */
  insert(tx: CognitoUnit): Promise<void>;
}

/** A sign-in and its refresh token, drawn but not yet stored. The caller answers for the user having proven a credential. */
export function newFamily(
  ctx: CognitoContext,
  request: {
    pool: UserPool;
    client: AppClient;
    user: User;
    eventId: string;
    /** Separated by spaces. */
    scope: string;
    audience?: string | undefined;
    grant: GrantKind;
    /** Seconds; now unless given. */
    authTime?: number;
  },
): NewFamily {
  const { pool, client, user, eventId, scope, audience, grant } = request;
  const now = ctx.clock.now();
  const refreshToken = grant === "implicit" ? undefined : createRefreshToken(ctx.random);
  const family: TokenFamily = {
    originJti: ctx.random.uuid(),
    poolId: pool.id,
    clientId: client.id,
    sub: user.sub,
    eventId,
    scope,
    authTime: request.authTime ?? Math.floor(now / 1000),
    expiresAt: now + tokenLifetime(client, refreshToken === undefined ? "AccessToken" : "RefreshToken"),
    revokedAt: undefined,
    createdAt: now,
    audience,
    grant,
  };
  return {
    family,
    refreshToken,
    async insert(tx) {
      await familyStore.insert(tx, family);
      if (refreshToken !== undefined) {
        await familyStore.insertRefreshToken(tx, {
          hash: hashRefreshToken(refreshToken),
          originJti: family.originJti,
          createdAt: now,
        });
      }
      await tx.emit(
        poolEvent(ctx, pool, "SignedIn", {
          subject: user.sub,
          actor: user.sub,
          data: { clientId: client.id, originJti: family.originJti },
        }),
      );
    },
  };
}
