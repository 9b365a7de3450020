import type { AwsError } from "../../../aws/errors.ts";
import type { CodeDeliveryDetailsType } from "../../../models/cognito-idp/types.ts";
import { hidesUnknownUsers } from "../clients/hides-unknown-users.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import type { LimitName } from "../limits/limits.ts";
import { type Delivery, deliveryDetails, hidingDeliveryDetails } from "../messages/destination.ts";
import { NOT_SENT, type NotSentReason } from "../messages/not-sent.ts";
import { simulatedDeliveryDetails } from "../messages/simulated-delivery.ts";
import type { MessageKind } from "../messages/templates.ts";
import type { CognitoContext } from "../operation.ts";
import { poolEvent } from "../pool-event.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import type { CognitoUnit } from "../tables.ts";
import { findUserByName } from "../users/find-user.ts";
import { countedName, foldName } from "../users/names.ts";
import { simulatedSub } from "../users/sub.ts";
import type { User } from "../users/user.ts";
import { type CodePurpose, codeStore } from "./code-store.ts";
import { confirmationLinks } from "./confirmation-link.ts";
import { noteNotSent, prepareCode } from "./prepare-code.ts";

/** Where a requested code goes, or why it goes nowhere. */
export type CodeDecision =
  | { delivery: Delivery }
  | {
      notSent: NotSentReason;
      /** What a client learns that does not hide unknown users. */
      error: AwsError;
      /** Where the code would have gone: what such a user was shown before, say before being disabled. */
      shown?: Delivery;
    };

/** A kind of code that anybody may ask for by a name. */
export interface RequestableCode {
  limit: LimitName;
  kind: MessageKind;
  purpose: CodePurpose;
  /** Of the event, without the service's name. */
  event: string;
  /** The attributes that a code could go to in this pool, best first; none where no user gets one. */
  attributes(pool: UserPool): readonly VerifiableAttribute[];
  /** What everybody is told in a pool without such attributes, whether or not there is a user. */
  impossible: { notSent: NotSentReason; error(): AwsError };
  decide(pool: UserPool, user: User): CodeDecision;
}

type Answer = { details: CodeDeliveryDetailsType } | { refusal: AwsError };

/**
 * Sends a code to the user of a name, as far as the user may have one. A client that hides unknown users is told of a delivery in
 * any case (guide, "Managing error responses", which names unknown and disabled users and those without a verified address;
 * confirmed ones on resending are observed, amplify-js issue 14762). The unit writes as much for a stranger as for a user.
 *
 * @param typed the name as it was typed
 * @throws UserNotFoundException, LimitExceededException, and what the code's `impossible` and `decide` name
 */
export async function sendRequestedCode(
  ctx: CognitoContext,
  { client, pool }: ClientAndPool,
  typed: string,
  wanted: RequestableCode,
): Promise<CodeDeliveryDetailsType> {
  const hides = hidesUnknownUsers(client);
  const found = await findUserByName(ctx, pool, typed);
  if (found === undefined && !hides) throw errors.usernameClientIdNotFound();
  const attributes = wanted.attributes(pool);
  const name = foldName(pool, typed);
  const links = await confirmationLinks(ctx, { pool, client });
  const now = ctx.clock.now();

  const answer = await ctx.storage.write(async (tx): Promise<Answer> => {
    // Looked for in either case: one question less to the database would tell of a stranger.
    const user = await ctx.users.find(tx.db, pool.id, found?.sub ?? "");
    const subject = { poolId: pool.id, subject: countedName(pool, name, user), kind: wanted.limit };
    if (!(await attemptStore.count(tx, subject, ctx.limits[wanted.limit], now))) {
      await noteNotSent(ctx, tx, pool, user ?? { username: typed }, NOT_SENT.limitReached);
      return { refusal: errors.attemptLimitExceeded() };
    }
    if (attributes.length === 0) {
      const { notSent, error } = wanted.impossible;
      await noteNotSent(ctx, tx, pool, user ?? { username: typed }, NOT_SENT[notSent]);
      return { refusal: error() };
    }
    if (user === undefined) {
      // The user went in the meantime: a client that would have been told so before is told so now.
      if (!hides) return { refusal: errors.usernameClientIdNotFound() };
      const key = { sub: simulatedSub(pool.secret, name), username: typed };
      return simulate(ctx, tx, { pool, key, typed, attributes, wanted, reason: "unknownUser", shown: undefined });
    }
    const decision = wanted.decide(pool, user);
    if ("delivery" in decision) {
      const { kind, purpose } = wanted;
      const code = prepareCode(ctx, { pool, links, user, kind, purpose, decision });
      await code.send(tx);
      await tx.emit(poolEvent(ctx, pool, wanted.event, { subject: user.sub }));
      return { details: hides ? hidingDeliveryDetails(decision.delivery) : deliveryDetails(decision.delivery) };
    }
    if (!hides) {
      await noteNotSent(ctx, tx, pool, user, NOT_SENT[decision.notSent]);
      return { refusal: decision.error };
    }
    const { notSent: reason, shown } = decision;
    return simulate(ctx, tx, { pool, key: user, typed, attributes, wanted, reason, shown });
  });
  if ("refusal" in answer) throw answer.refusal;
  return answer.details;
}

/** Tells of a delivery that does not happen, and remembers that a code was asked for. */
async function simulate(
  ctx: CognitoContext,
  tx: CognitoUnit,
  request: {
    pool: UserPool;
    key: Pick<User, "sub" | "username">;
    typed: string;
    attributes: readonly VerifiableAttribute[];
    wanted: RequestableCode;
    reason: NotSentReason;
    shown: Delivery | undefined;
  },
): Promise<Answer> {
  const { pool, key, typed, attributes, wanted, reason, shown } = request;
  const details = shown ? hidingDeliveryDetails(shown) : simulatedDeliveryDetails(pool, typed, attributes);
  if (details === undefined) throw new Error(`There is nothing to simulate a delivery with in pool ${pool.id}`);
  // Nobody is sent this code and no input of six digits is it; whoever answers now is told "wrong", not "none was asked for".
  const unanswerable = { value: ctx.random.uuid(), destination: "", now: ctx.clock.now() };
  const attribute = details.AttributeName ?? "";
  await codeStore.put(tx, pool, { sub: key.sub, purpose: wanted.purpose, attribute }, unanswerable);
  await noteNotSent(ctx, tx, pool, key, NOT_SENT[reason]);
  await tx.emit(poolEvent(ctx, pool, wanted.event, { data: { notSent: reason } }));
  return { details };
}
