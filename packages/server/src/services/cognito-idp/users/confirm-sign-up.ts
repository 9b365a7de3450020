import type { AwsError } from "../../../aws/errors.ts";
import { hidesUnknownUsers } from "../clients/hides-unknown-users.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { codeStore } from "../codes/code-store.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { CognitoUnit } from "../tables.ts";
import { findUserByName } from "./find-user.ts";
import { freeAliases } from "./free-aliases.ts";
import { foldName } from "./names.ts";
import { tellTakenAlias } from "./taken-names.ts";
import type { User } from "./user.ts";

/**
 * Confirms a sign-up by its code, from the API and from the link in the mail. A wrong code counts against the name whether or not there
 * is such a user, and the count survives the refusal.
 *
 * @param request `prepare` gives what else the unit is to write, such as a session
 * @throws AwsError
 */
export async function confirmSignUp<Extra extends { insert(tx: CognitoUnit): Promise<void> }>(
  ctx: CognitoContext,
  { pool, client }: Pick<ClientAndPool, "pool" | "client">,
  request: {
    username: string;
    code: string;
    forceAliasCreation: boolean;
    prepare?: (user: User) => Extra | undefined;
  },
): Promise<Extra | undefined> {
  const user = await findUserByName(ctx, pool, request.username);
  const hides = hidesUnknownUsers(client);
  if (user === undefined && !hides) throw errors.usernameClientIdNotFound();
  const extra = user && request.prepare?.(user);
  const now = ctx.clock.now();
  const subject = { poolId: pool.id, subject: foldName(pool, request.username), kind: "confirm-sign-up" };
  const refusal = await tellTakenAlias(() =>
    ctx.storage.write(async (tx): Promise<AwsError | undefined> => {
      if (!(await attemptStore.count(tx, subject, ctx.limits["confirm-sign-up"], now))) {
        return errors.attemptLimitExceeded();
      }
      // Looked for in either case: one question less to the database would tell of a stranger.
      const present = await ctx.users.find(tx.db, pool.id, user?.sub ?? "");
      // A name that nobody has is told what one is that is past it, as most are (assumed; the guide says only that absence is hidden).
      if (present?.status !== "UNCONFIRMED") {
        return errors.userCannotBeConfirmed(present === undefined || hides ? "CONFIRMED" : present.status);
      }
      const key = { sub: present.sub, purpose: "sign-up", attribute: undefined } as const;
      const taken = await codeStore.take(tx, pool, key, { value: request.code, now });
      if (taken.verdict === "absent") return errors.codeExpired();
      if (taken.verdict === "wrong") return errors.codeMismatch();
      // The code proves the address it went to, which may have changed since.
      const proven = present.attributes[taken.attribute] === taken.destination;
      const attributes = proven
        ? { ...present.attributes, [`${taken.attribute}_verified`]: "true" }
        : present.attributes;
      const confirmed: User = { ...present, status: "CONFIRMED", attributes, modifiedAt: now };
      if (request.forceAliasCreation) await freeAliases(ctx, tx, pool, confirmed);
      // Before the address becomes a name, which would begin with what was counted.
      await attemptStore.forget(tx, subject);
      await ctx.users.change(tx, pool, present.sub, () => confirmed);
      await extra?.insert(tx);
      await tx.emit(poolEvent(ctx, pool, "UserConfirmed", { subject: present.sub, actor: present.sub }));
      return undefined;
    }),
  );
  if (refusal) throw refusal;
  return extra;
}
