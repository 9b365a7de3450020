import type { AuthenticationResultType } from "../../../models/cognito-idp/types.ts";
import type { AppClient } from "../clients/app-client.ts";
import { rotation, tokenLifetime } from "../clients/effective.ts";
import { errors } from "../errors.ts";
import { groupsOfUser } from "../groups/groups-of-user.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { TokenFamily } from "./family-store.ts";
import { issueTokens as signTokens } from "./issue.ts";
import { issuerOf } from "./issuer.ts";

/**
 * Signs an access and an ID token of a family, with the user's attributes and groups of now.
 *
 * @param refreshToken goes along when there is a new one
 * @throws ResourceNotFoundException when the pool was deleted meanwhile
 */
export async function issueTokens(
  ctx: CognitoContext,
  request: {
    pool: UserPool;
    client: AppClient;
    user: User;
    family: TokenFamily;
    refreshToken: string | undefined;
    refreshed: boolean;
  },
): Promise<AuthenticationResultType> {
  const { pool, client, user, family, refreshToken, refreshed } = request;
  const keys = await ctx.signingKeys.of(pool.id);
  // The pool went after the sign-in was complete, and everything of it: its tokens would be worth nothing.
  if (keys === undefined) throw errors.clientIdNotFound(client.id);
  const { accessToken, idToken, expiresIn } = await signTokens(
    {
      issuer: issuerOf(ctx.settings, pool),
      clientId: client.id,
      user,
      readAttributes: client.settings.readAttributes,
      groups: await groupsOfUser(ctx.storage.db, pool.id, user.sub),
      scope: family.scope,
      originJti: family.originJti,
      eventId: family.eventId,
      authTime: family.authTime,
      issuedAt: Math.floor(ctx.clock.now() / 1000),
      accessTokenLifetime: tokenLifetime(client, "AccessToken") / 1000,
      idTokenLifetime: tokenLifetime(client, "IdToken") / 1000,
      revocation: client.settings.enableTokenRevocation,
      rotation: rotation(client) !== undefined,
      refreshed,
    },
    keys,
    ctx.random,
  );
  return {
    AccessToken: accessToken,
    ExpiresIn: expiresIn,
    IdToken: idToken,
    ...(refreshToken !== undefined && { RefreshToken: refreshToken }),
    TokenType: "Bearer",
  };
}
