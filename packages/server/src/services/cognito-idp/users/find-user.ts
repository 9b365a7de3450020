import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoReader } from "../tables.ts";
import { lookupKeys } from "./names.ts";
import { SUB_SHAPE } from "./sub.ts";
import type { User } from "./user.ts";

/** The user whom a typed name means: user name or verified alias, folded as the pool folds. */
export function findUserByName(
  ctx: CognitoContext,
  pool: UserPool,
  typed: string,
  db: CognitoReader = ctx.storage.db,
): Promise<User | undefined> {
  return ctx.users.findByKeys(db, pool.id, lookupKeys(pool, typed));
}

/**
 * The user whom an administrator names: user name, verified alias or sub (documented: AdminGetUser, Username). A sub comes first: back
 * ends take it from tokens, and whoever signs up under another's sub must not be given what was meant for that user.
 *
 * @throws UserNotFoundException
 */
export async function requireUser(ctx: CognitoContext, pool: UserPool, typed: string): Promise<User> {
  const bySub = SUB_SHAPE.test(typed) ? await ctx.users.find(ctx.storage.db, pool.id, typed) : undefined;
  const user = bySub ?? (await findUserByName(ctx, pool, typed));
  if (user === undefined) throw errors.userNotFound();
  return user;
}
