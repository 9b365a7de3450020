import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { requirePool } from "../pools/require-pool.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { requireUser } from "./find-user.ts";
import type { User } from "./user.ts";

/** The unit of work of an administrator's operation on one user. */
export interface UserChange {
  tx: CognitoUnit;
  pool: UserPool;
  /** As the unit sees the user. */
  user: User;
  /** Milliseconds. */
  now: number;
}

/**
 * Runs one unit of work on the user whom an administrator names.
 *
 * @param named the request's UserPoolId and Username
 * @throws ResourceNotFoundException, UserNotFoundException (also when the user goes in the meantime), and what `run` throws
 */
export async function changeUser<T>(
  ctx: CognitoContext,
  named: { UserPoolId: string; Username: string },
  run: (change: UserChange) => Promise<T>,
): Promise<T> {
  const pool = await requirePool(ctx, named.UserPoolId);
  const { sub } = await requireUser(ctx, pool, named.Username);
  return ctx.storage.write(async (tx) => {
    const user = await ctx.users.find(tx.db, pool.id, sub);
    if (user === undefined) throw errors.userNotFound();
    return run({ tx, pool, user, now: ctx.clock.now() });
  });
}
