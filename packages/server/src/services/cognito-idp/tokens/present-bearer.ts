import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import type { TokenBearer } from "./access-token.ts";
import { familyStore } from "./family-store.ts";

/**
 * The bearer's user as the unit sees it: what `requireBearer` read may have changed since, and a token that was revoked meanwhile
 * changes nothing.
 *
 * @throws UserNotFoundException, NotAuthorizedException, PasswordResetRequiredException
 */
export async function presentBearer(ctx: CognitoContext, tx: CognitoUnit, bearer: TokenBearer): Promise<User> {
  const user = await ctx.users.find(tx.db, bearer.pool.id, bearer.user.sub);
  if (user === undefined) throw errors.userNotFound();
  if (!user.enabled) throw errors.userDisabled();
  const family = await familyStore.find(tx.db, bearer.originJti);
  if (family === undefined || family.revokedAt !== undefined) throw errors.accessTokenRevoked();
  if (user.status === "RESET_REQUIRED") throw errors.passwordResetRequired();
  return user;
}
