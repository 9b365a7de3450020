import { attemptStore } from "../limits/attempt-store.ts";
import type { UserPool } from "../pools/user-pool.ts";
import { passwordAttempts } from "../sign-in/apply-changes.ts";
import type { CognitoUnit } from "../tables.ts";
import { signInNamesOf } from "./names.ts";
import type { User } from "./user.ts";

/** The lock that wrong passwords brought ends with the password they were tried against: under every name the user signs in by. */
export async function forgetPasswordFailures(tx: CognitoUnit, pool: UserPool, user: User): Promise<void> {
  for (const { key } of signInNamesOf(pool, user)) {
    await attemptStore.forget(tx, passwordAttempts({ pool, nameKey: key }));
  }
}
