import type { AwsError } from "../../../aws/errors.ts";
import { codeStore } from "../codes/code-store.ts";
import { errors } from "../errors.ts";
import { attemptStore, type Subject } from "../limits/attempt-store.ts";
import type { LimitName } from "../limits/limits.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { tellTakenAlias } from "./taken-names.ts";
import type { User } from "./user.ts";

/**
 * Marks an address as verified by the code that went to it; one that waited to replace another takes its place. A verified address is
 * a name to sign in by where the pool says so, and may be another user's by now.
 *
 * @param request `attribute` undefined is any that a code was sent for; `attempts` is where guesses count, the user's own by default; `read`
 *   gives the user as the unit sees it
 * @throws AliasExistsException, CodeMismatchException, ExpiredCodeException, LimitExceededException, and what `read` throws
 */
export async function verifyAttribute(
  ctx: CognitoContext,
  pool: UserPool,
  request: {
    attribute: VerifiableAttribute | undefined;
    code: string;
    attempts?: (user: User) => Subject & { kind: LimitName };
    read(tx: CognitoUnit): Promise<User>;
  },
): Promise<void> {
  const now = ctx.clock.now();
  const refusal = await tellTakenAlias(() =>
    ctx.storage.write(async (tx): Promise<AwsError | undefined> => {
      const user = await request.read(tx);
      // Right codes count too, and forget nothing: an address of one's own must not buy more guesses at another's.
      const attempts =
        request.attempts?.(user) ?? ({ poolId: pool.id, subject: user.sub, kind: "verify-attribute" } as const);
      if (!(await attemptStore.count(tx, attempts, ctx.limits[attempts.kind], now))) {
        return errors.attemptLimitExceeded();
      }
      const key = { sub: user.sub, purpose: "verify-attribute", attribute: request.attribute } as const;
      const taken = await codeStore.take(tx, pool, key, { value: request.code, now });
      if (taken.verdict === "absent") return errors.codeExpired();
      if (taken.verdict === "wrong") return errors.codeMismatch();
      const verified = withVerified(user, taken.attribute, taken.destination);
      // The address has changed since the code was sent: it proves one that is not the user's.
      if (verified === undefined) return errors.codeExpired();
      await ctx.users.change(tx, pool, user.sub, () => ({ ...verified, modifiedAt: now }));
      const data = { attribute: taken.attribute };
      await tx.emit(poolEvent(ctx, pool, "UserAttributeVerified", { subject: user.sub, actor: user.sub, data }));
      return undefined;
    }),
  );
  if (refusal) throw refusal;
}

function withVerified(user: User, attribute: string, address: string): User | undefined {
  const flag = `${attribute}_verified`;
  const { [attribute]: pending, ...pendingAttributes } = user.pendingAttributes;
  if (address === pending) {
    return { ...user, attributes: { ...user.attributes, [attribute]: pending, [flag]: "true" }, pendingAttributes };
  }
  if (address !== user.attributes[attribute]) return undefined;
  return { ...user, attributes: { ...user.attributes, [flag]: "true" } };
}
