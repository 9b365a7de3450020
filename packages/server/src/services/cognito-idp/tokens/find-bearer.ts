import type { AppClient } from "../clients/app-client.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { isSignedInStatus } from "../users/signed-in-status.ts";
import type { User } from "../users/user.ts";
import { asAccessClaims } from "./access-claims.ts";
import type { AccessClaims } from "./claims.ts";
import { familyOf } from "./family-of.ts";
import { issuerOf } from "./issuer.ts";
import type { SignedClaims } from "./verify.ts";

export interface Bearer {
  claims: AccessClaims;
  user: User;
  client: AppClient;
}

/**
 * Whom a user's access token stands for, while it does: its client and user are there, the user is enabled, the sign-in was not revoked.
 *
 * @param signed what `ownClaims` gave
 */
export async function findBearer(
  ctx: CognitoContext,
  pool: UserPool,
  signed: SignedClaims,
): Promise<Bearer | undefined> {
  const claims = asAccessClaims(signed, [issuerOf(ctx.settings, pool)]);
  if (claims === undefined) return undefined;
  const client = (await ctx.clients.find(claims.client_id))?.client;
  if (client === undefined || client.poolId !== pool.id) return undefined;
  const user = await ctx.users.find(ctx.storage.db, pool.id, claims.sub);
  if (user === undefined || !user.enabled || !isSignedInStatus(user.status)) return undefined;
  const family = await familyOf(ctx.storage.db, pool.id, claims);
  return family === undefined || family.revokedAt !== undefined ? undefined : { claims, user, client };
}
