import { sessionLifetime } from "../clients/lifetimes.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { sessionKey } from "../sessions/session-store.ts";
import type { CognitoUnit } from "../tables.ts";
import { openFamily } from "../tokens/open-family.ts";
import { findUserByName } from "../users/find-user.ts";
import { foldName } from "../users/names.ts";
import type { User } from "../users/user.ts";
import { refuseAfterProof } from "./after-proof.ts";
import { subjectUnderWay } from "./load-subject.ts";
import { signInPorts } from "./ports.ts";
import type { Completion, ProvenUser, SignInAnswer } from "./sign-in.ts";

const STEP = "CONFIRMED_SIGN_UP";

/** A session for the user whose sign-up was confirmed by a code: `insert` belongs to the unit that confirms. */
export function sessionAfterConfirmation(
  ctx: CognitoContext,
  { client, pool }: Pick<ClientAndPool, "client" | "pool">,
  user: User,
) {
  const token = ctx.random.bytes(96).toString("base64url");
  const now = ctx.clock.now();
  return {
    token,
    insert: (tx: CognitoUnit) =>
      ctx.sessions.insert(tx, {
        idHash: sessionKey(token),
        poolId: pool.id,
        clientId: client.id,
        sub: user.sub,
        step: STEP,
        state: {
          flow: "USER_AUTH",
          eventId: ctx.requestId,
          step: STEP,
          proofs: ["confirmed-sign-up"],
          passed: [],
          data: null,
          nameKey: foldName(pool, user.username),
          userId: user.username,
        },
        createdAt: now,
        expiresAt: now + sessionLifetime(client),
      }),
  };
}

/** InitiateAuth with the session of ConfirmSignUp: signs in without another factor, once (documented: InitiateAuth, Session). */
export async function continueAfterConfirmation(
  ctx: CognitoContext,
  { pool, client }: ClientAndPool,
  confirmed: { username: string; session: string },
): Promise<SignInAnswer> {
  const tokens = await completeConfirmed(ctx, { pool, client }, confirmed, ({ user, eventId }) => {
    const family = openFamily(ctx, { pool, client, user, eventId });
    return { insert: family.insert, result: family.tokens };
  });
  return { AuthenticationResult: tokens, ChallengeParameters: {} };
}

/**
 * Completes the sign-in of a user who has just confirmed the sign-up, by the API or on the pages.
 *
 * @param confirmed the session that `sessionAfterConfirmation` gave; it holds once
 * @throws AwsError
 */
export async function completeConfirmed<Result>(
  ctx: CognitoContext,
  { pool, client }: Pick<ClientAndPool, "pool" | "client">,
  { username, session: token }: { username: string; session: string },
  complete: (proven: ProvenUser) => Completion<Result>,
): Promise<Result> {
  const key = sessionKey(token);
  const session = await ctx.sessions.find(ctx.storage.db, key);
  if (session === undefined || session.clientId !== client.id || session.step !== STEP) throw errors.invalidSession();
  if (session.consumedAt !== undefined) throw errors.sessionUsed();
  if (session.expiresAt <= ctx.clock.now()) throw errors.sessionExpired();
  const user = await findUserByName(ctx, pool, username);
  if (user === undefined || user.sub !== session.sub) throw errors.invalidSession();
  const subject = await subjectUnderWay(ctx, { pool, client }, { ...session.state, sub: user.sub });
  const refusal = refuseAfterProof({
    ...session.state,
    subject,
    parameters: {},
    ports: signInPorts(ctx),
  });
  if (refusal) throw refusal;
  const completion = complete({ user, proofs: session.state.proofs, eventId: ctx.requestId });
  await ctx.storage.write(async (tx) => {
    if (!(await ctx.sessions.consume(tx, key, ctx.clock.now()))) throw errors.sessionUsed();
    const present = await ctx.users.find(tx.db, pool.id, user.sub);
    if (present === undefined || !present.enabled) throw errors.userDisabled();
    await completion.insert(tx);
  });
  return completion.result(user);
}
