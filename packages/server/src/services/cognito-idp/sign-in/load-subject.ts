import { hidesUnknownUsers } from "../clients/hides-unknown-users.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { isLocked } from "../limits/lockout.ts";
import type { CognitoContext } from "../operation.ts";
import { countedName, foldName } from "../users/names.ts";
import type { SignInRecord } from "../users/sign-in-store.ts";
import { passwordAttempts } from "./apply-changes.ts";
import type { Subject } from "./machine-types.ts";
import { simulatedUserId } from "./simulated-user-id.ts";

/**
 * Who signs in under a typed name. An unknown name has a subject too, unless the client wants to be told.
 * @throws UserNotFoundException for an unknown name at a client with PreventUserExistenceErrors LEGACY
 */
export async function subjectByName(
  ctx: CognitoContext,
  found: Pick<ClientAndPool, "pool" | "client">,
  typed: string,
): Promise<Subject> {
  const { pool, client } = found;
  const nameKey = foldName(pool, typed);
  const record = await ctx.users.signInByName(ctx.storage.db, pool.id, nameKey);
  if (record.user === undefined && !hidesUnknownUsers(client)) throw errors.userNotFound();
  return subjectOf(ctx, found, record, { nameKey, userId: record.user?.username ?? simulatedUserId(pool, typed) });
}

/**
 * The subject of a sign-in under way.
 * @param sub of the session; empty for a name that nobody held
 */
export async function subjectUnderWay(
  ctx: CognitoContext,
  found: Pick<ClientAndPool, "pool" | "client">,
  { sub, nameKey, userId }: { sub: string; nameKey: string; userId: string },
): Promise<Subject> {
  const { pool } = found;
  const record = await ctx.users.signInOfUser(ctx.storage.db, { poolId: pool.id, sub }, nameKey);
  const counted = countedName(pool, nameKey, record.user);
  // The user gave the name away since the sign-in began.
  const failures =
    counted === nameKey
      ? record.failures
      : await attemptStore.failures(ctx.storage.db, passwordAttempts({ pool, nameKey: counted }));
  return subjectOf(ctx, found, { ...record, failures }, { nameKey, userId });
}

function subjectOf(
  ctx: CognitoContext,
  { pool, client }: Pick<ClientAndPool, "pool" | "client">,
  { user, password, failures }: SignInRecord,
  { nameKey, userId }: { nameKey: string; userId: string },
): Subject {
  const locked = ctx.limits["sign-in"] !== undefined && isLocked(failures, ctx.clock.now());
  return { pool, client, user, userId, nameKey, password, locked };
}
