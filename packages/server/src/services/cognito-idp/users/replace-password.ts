import type { AwsError } from "../../../aws/errors.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { forgetPasswordFailures } from "./forget-password-failures.ts";
import { prepareNewPassword } from "./new-password.ts";
import type { User } from "./user.ts";

/** How often another change of the same password may come first where a history must know of each. */
const TRIES = 5;

/**
 * Gives a user the password that an administrator wants, permanent or to be replaced at the next sign-in. Tokens stay good (recorded).
 * Of two administrators the last one wins, as at AWS; what the first one set is history for the second, in a pool that keeps one.
 *
 * @param request `refuse` words a broken policy; `judge` looks at the user as the unit sees it and may throw; `also` belongs to the unit
 * @returns the user afterwards
 * @throws UserNotFoundException, PasswordHistoryPolicyViolationException unless `mayRepeat`, TooManyRequestsException
 */
export async function replacePassword(
  ctx: CognitoContext,
  pool: UserPool,
  { sub, username }: Pick<User, "sub" | "username">,
  request: {
    given: string;
    temporary: boolean;
    mayRepeat?: boolean;
    refuse: (rule: string) => AwsError;
    judge?: (user: User) => void;
    also: (tx: CognitoUnit, user: User) => Promise<void>;
  },
): Promise<User> {
  const { temporary, judge, also } = request;
  const keepsHistory = (pool.settings.passwordPolicy.passwordHistorySize ?? 0) > 0;
  for (let left = TRIES; left > 0; left -= 1) {
    const present = await ctx.users.password(ctx.storage.db, pool.id, sub);
    const password = await prepareNewPassword(ctx, { ...request, pool, username, present });
    const after = await ctx.storage.write(async (tx) => {
      const before = await ctx.users.find(tx.db, pool.id, sub);
      if (before === undefined) throw errors.userNotFound();
      judge?.(before);
      const latest = keepsHistory ? present : await ctx.users.standing(tx.db, pool.id, sub);
      const stamps = { seen: latest?.stamp, next: ctx.random.uuid() };
      if (!(await ctx.users.setPassword(tx, before, password, stamps))) return undefined;
      const status = temporary ? "FORCE_CHANGE_PASSWORD" : "CONFIRMED";
      const user: User = { ...before, status, modifiedAt: ctx.clock.now() };
      await ctx.users.change(tx, pool, sub, () => user);
      await forgetPasswordFailures(tx, pool, user);
      await also(tx, user);
      return user;
    });
    if (after) return after;
  }
  throw errors.tooManyRequests();
}
