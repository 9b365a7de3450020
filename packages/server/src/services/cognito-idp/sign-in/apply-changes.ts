import type { AwsError } from "../../../aws/errors.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { afterFailure, isLocked } from "../limits/lockout.ts";
import type { CognitoContext } from "../operation.ts";
import type { CognitoUnit } from "../tables.ts";
import { countedName } from "../users/names.ts";
import { SIGN_IN_ATTEMPTS } from "../users/sign-in-store.ts";
import type { Outcome, Step, Subject } from "./machine-types.ts";

/** Where a name's failed passwords are counted, whether or not there is such a user. */
export const passwordAttempts = ({ pool, nameKey }: Pick<Subject, "pool" | "nameKey">) => ({
  poolId: pool.id,
  subject: nameKey,
  kind: SIGN_IN_ATTEMPTS,
});

/**
 * Writes a step's changes. Before a proof counts, the unit looks again: a lock that fell, or a user who was disabled,
 * removed or given another password meanwhile, loses.
 *
 * @param nextStamp of the password, if the step changes it
 * @returns the error to tell instead, with nothing but failure counts written; "moved", with nothing written, when the user or the password is
 *   not what the step was given any more; undefined when all is well
 */
export async function applyChanges(
  ctx: CognitoContext,
  tx: CognitoUnit,
  subject: Subject,
  { outcome, changes }: Step,
  nextStamp: string,
): Promise<AwsError | "moved" | undefined> {
  const now = ctx.clock.now();
  const limit = ctx.limits["sign-in"];
  const { user, pool } = subject;

  // Before a proof nothing is told of the user: a challenge goes out whatever has happened since.
  const proven = user !== undefined && isProven(outcome);
  const present = proven ? await ctx.users.signInStanding(tx.db, user, subject.nameKey) : undefined;
  if (proven) {
    if (present === undefined || present.status !== user.status || present.stamp !== subject.password?.stamp) {
      return "moved";
    }
    if (!present.enabled) return errors.userDisabled();
  }
  const counted = async () => {
    // Looked up for nobody too, so that it costs the same.
    const isAsRead = present !== undefined && present.version === user?.version;
    const holder = isAsRead ? user : await ctx.users.find(tx.db, pool.id, user?.sub ?? "");
    const attempts = passwordAttempts({ pool, nameKey: countedName(pool, subject.nameKey, holder) });
    const known = attempts.subject === subject.nameKey ? present?.failures : undefined;
    return { attempts, failures: known ?? (await attemptStore.failures(tx.db, attempts)) };
  };

  for (const change of changes) {
    switch (change.kind) {
      case "count-password-failure": {
        if (limit === undefined) break;
        const { attempts, failures } = await counted();
        // Of many guesses at once the wrong ones end as the right one does, or its answer would tell which it was.
        if (isLocked(failures, now)) return errors.passwordAttemptsExceeded();
        await attemptStore.setFailures(tx, attempts, afterFailure(failures, limit, now));
        break;
      }
      case "forget-password-failures": {
        // Many guesses at once must not slip through between the first failure and its count.
        const { attempts, failures } = await counted();
        if (limit !== undefined && isLocked(failures, now)) return errors.passwordAttemptsExceeded();
        if (failures.count > 0) await attemptStore.forget(tx, attempts);
        break;
      }
      case "upgrade-credential":
      case "set-password": {
        if (user === undefined) throw new Error("A password was set for nobody");
        const seen = subject.password?.stamp;
        const password =
          change.kind === "set-password"
            ? change.password
            : { history: [], temporarySince: undefined, ...subject.password, current: change.credential };
        const samePassword = change.kind === "upgrade-credential";
        const stored = await ctx.users.setPassword(tx, user, password, { seen, next: nextStamp, samePassword });
        if (!stored) return errors.incorrectUsernameOrPassword();
        break;
      }
      case "confirm-user": {
        if (user === undefined) throw new Error("Nobody was confirmed");
        await ctx.users.change(tx, pool, user.sub, (present) => {
          // The attributes were worked out from the user as read; a change in between is not overwritten, clients try again.
          if (present.version !== user.version) throw errors.tooManyRequests();
          return {
            ...present,
            status: "CONFIRMED",
            attributes: change.attributes,
            pendingAttributes: change.pendingAttributes,
            modifiedAt: now,
          };
        });
        break;
      }
    }
  }
  return undefined;
}

/** The stamp that the user's password has once the step is applied; undefined without a password. */
export function stampAfter({ password }: Subject, { changes }: Step, nextStamp: string): string | undefined {
  return changes.some(({ kind }) => kind === "set-password" || kind === "upgrade-credential")
    ? nextStamp
    : password?.stamp;
}

/** Whether a credential was proven for what the step came to: tokens, or a challenge after the first factor. */
function isProven(outcome: Outcome): boolean {
  return outcome.kind === "tokens" || (outcome.kind === "challenge" && outcome.state.proofs.length > 0);
}
