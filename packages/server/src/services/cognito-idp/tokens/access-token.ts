import type { AwsError } from "../../../aws/errors.ts";
import type { AppClient } from "../clients/app-client.ts";
import { requireClient } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { findUserByName } from "../users/find-user.ts";
import type { User } from "../users/user.ts";
import { asAccessClaims } from "./access-claims.ts";
import { familyOf } from "./family-of.ts";
import { issuerOf } from "./issuer.ts";

/** Whom an access token stands for, with everything that was checked. */
export interface TokenBearer {
  user: User;
  pool: UserPool;
  client: AppClient;
  /** The sign-in that the token comes from. */
  originJti: string;
}

/** The scope of Cognito's own operations. */
export const ADMIN_SCOPE = "aws.cognito.signin.user.admin";

/**
 * The bearer of an access token, for the operations that take one. The order of checks is recorded (stackd login_workflows and
 * profile_workflows): form and signature, user, confirmed, enabled, the token's own user, revocation.
 *
 * @param deleted what a token of a deleted user is told; not every operation's model has UserNotFoundException
 * @throws NotAuthorizedException, UserNotFoundException, UserNotConfirmedException, PasswordResetRequiredException
 */
export async function requireBearer(
  ctx: CognitoContext,
  accessToken: string,
  { deleted = errors.userNotFound }: { deleted?: () => AwsError } = {},
): Promise<TokenBearer> {
  const verified = await ctx.tokenVerifier.verify(accessToken);
  if (verified.outcome === "bad-signature") throw errors.accessTokenSignatureWrong();
  if (verified.outcome === "malformed" || verified.outcome === "unknown-key") throw errors.invalidAccessToken();
  const issuer = String(verified.claims.iss);
  const pool = await ctx.pools.find(issuer.slice(issuer.lastIndexOf("/") + 1));
  const claims = pool && asAccessClaims(verified.claims, [issuerOf(ctx.settings, pool)]);
  if (pool === undefined || claims === undefined) throw errors.invalidAccessToken();
  // A pool's key speaks for its own pool: whoever came by one must not sign in elsewhere with it.
  if ((await ctx.signingKeys.byKid(verified.kid))?.poolId !== pool.id) throw errors.invalidAccessToken();
  if (verified.outcome === "expired") throw errors.accessTokenExpired();
  const { client } = await requireClient(ctx, claims.client_id);
  if (!claims.scope.split(" ").includes(ADMIN_SCOPE)) throw errors.accessTokenLacksScope();

  const user = await findUserByName(ctx, pool, claims.username);
  if (user === undefined) throw deleted();
  if (user.status === "UNCONFIRMED") throw errors.userNotConfirmed();
  if (!user.enabled) throw errors.userDisabled();
  if (user.sub !== claims.sub) throw errors.accessTokenOfEarlierUser();
  const family = await familyOf(ctx.storage.db, pool.id, claims);
  if (family === undefined || family.revokedAt !== undefined) throw errors.accessTokenRevoked();
  if (user.status === "RESET_REQUIRED") throw errors.passwordResetRequired();
  return { user, pool, client, originJti: family.originJti };
}
