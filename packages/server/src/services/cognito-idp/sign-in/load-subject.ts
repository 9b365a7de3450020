import { hidesUnknownUsers } from "../clients/effective.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { isLocked } from "../limits/lockout.ts";
import type { CognitoContext } from "../operation.ts";
import { findUserByName } from "../users/find-user.ts";
import { countedName, foldName } from "../users/names.ts";
import type { User } from "../users/user.ts";
import { passwordAttempts } from "./apply-changes.ts";
import type { Subject } from "./machine-types.ts";
import { simulatedUserId } from "./simulated-user-id.ts";

/**
 * Who signs in under a typed name. An unknown name has a subject too, unless the client wants to be told.
 * @throws UserNotFoundException for an unknown name at a client with PreventUserExistenceErrors LEGACY
 */
export async function subjectByName(
  ctx: CognitoContext,
  { pool, client }: Pick<ClientAndPool, "pool" | "client">,
  typed: string,
): Promise<Subject> {
  const user = await findUserByName(ctx, pool, typed);
  if (user === undefined && !hidesUnknownUsers(client)) throw errors.userNotFound();
  return subjectOf(ctx, { pool, client }, user, {
    nameKey: foldName(pool, typed),
    userId: user?.username ?? simulatedUserId(pool, typed),
  });
}

/** The subject of a sign-in under way. */
export async function subjectOf(
  ctx: CognitoContext,
  { pool, client }: Pick<ClientAndPool, "pool" | "client">,
  user: User | undefined,
  { nameKey, userId }: { nameKey: string; userId: string },
): Promise<Subject> {
  const attempts = passwordAttempts({ pool, nameKey: countedName(pool, nameKey, user) });
  const failures = await attemptStore.failures(ctx.storage.db, attempts);
  return {
    pool,
    client,
    user,
    userId,
    nameKey,
    // The read is made for an unknown user too, so that it costs the same.
    password: await ctx.users.password(ctx.storage.db, pool.id, user?.sub ?? ""),
    locked: ctx.limits["sign-in"] !== undefined && isLocked(failures, ctx.clock.now()),
  };
}
