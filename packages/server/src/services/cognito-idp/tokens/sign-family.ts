import type { AppClient } from "../clients/app-client.ts";
import { tokenLifetime } from "../clients/lifetimes.ts";
import { rotation } from "../clients/rotation.ts";
import { errors } from "../errors.ts";
import { groupsOfUser } from "../groups/groups-of-user.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "../users/user.ts";
import type { TokenFamily } from "./family-store.ts";
import { issuerOf } from "./issuer.ts";
import { type SignedTokens, signHostedTokens, signTokens } from "./sign-tokens.ts";

/** What is signed, and for whom. */
export interface FamilyTokens {
  pool: UserPool;
  client: AppClient;
  user: User;
  family: TokenFamily;
  refreshed: boolean;
  /** Of the authorization request: for the first tokens of the login pages only. */
  nonce?: string | undefined;
}

/**
 * Signs an access and an ID token of a family, with the user's attributes and groups of now; in the form of the API or of the login pages,
 * whichever gave the family. A refresh by the other way does not change it.
 *
 * @throws ResourceNotFoundException when the pool was deleted meanwhile
 */
export async function signFamily(
  ctx: CognitoContext,
  { pool, client, user, family, refreshed, nonce }: FamilyTokens,
): Promise<SignedTokens> {
  const keys = await ctx.signingKeys.of(pool.id);
  // The pool went after the sign-in was complete, and everything of it: its tokens would be worth nothing.
  if (keys === undefined) throw errors.clientIdNotFound(client.id);
  const input = {
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
  };
  return family.grant === "api"
    ? signTokens(input, keys, ctx.random)
    : signHostedTokens({ ...input, audience: family.audience, nonce }, keys, ctx.random);
}
