import type { AwsError } from "../../../aws/errors.ts";
import type { AuthenticationResultType, ChallengeNameType } from "../../../models/cognito-idp/types.ts";
import { sessionLifetime } from "../clients/effective.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { sessionKey } from "../sessions/session-store.ts";
import { openFamily } from "../tokens/open-family.ts";
import { tellTakenNames } from "../users/taken-names.ts";
import { applyChanges, stampAfter } from "./apply-changes.ts";
import type { SignInInput, Step } from "./machine-types.ts";
import { signInPorts } from "./ports.ts";

/** What InitiateAuth, RespondToAuthChallenge, their Admin forms and the login pages answer. */
export interface SignInAnswer {
  ChallengeName?: ChallengeNameType;
  ChallengeParameters?: Record<string, string>;
  AvailableChallenges?: ChallengeNameType[];
  Session?: string;
  AuthenticationResult?: AuthenticationResultType;
}

/** Wrong codes that use a session up. */
const CODES_PER_SESSION = 3;

/**
 * Runs one step of the sign-in machine and applies what it changes in one unit of work, whose first statement uses up the session
 * that was answered.
 *
 * @param answered the key of the session that `input` answers; undefined at the start
 * @throws the AwsError that the step came to
 */
export async function signIn(
  ctx: CognitoContext,
  { client, pool }: ClientAndPool,
  input: SignInInput,
  answered: string | undefined,
): Promise<SignInAnswer> {
  const step = await ctx.machine.step(input, signInPorts(ctx));
  const { subject } = input;
  const { outcome } = step;
  const now = ctx.clock.now();
  const nextStamp = ctx.random.uuid();
  const passwordStamp = stampAfter(subject, step, nextStamp);
  const session = outcome.kind === "challenge" ? newSession(ctx, outcome) : undefined;
  const family =
    outcome.kind === "tokens" && subject.user
      ? openFamily(ctx, { pool, client, user: subject.user, eventId: outcome.eventId })
      : undefined;

  const refusal = await tellTakenNames(() =>
    ctx.storage.write(async (tx): Promise<AwsError | undefined> => {
      if (answered !== undefined && usesUp(step) && !(await ctx.sessions.consume(tx, answered, now))) {
        throw errors.sessionUsed();
      }
      if (answered !== undefined && outcome.kind === "error" && outcome.session === "counted") {
        const failures = await ctx.sessions.countFailure(tx, answered);
        if (failures === undefined) throw errors.sessionUsed();
        if (failures >= CODES_PER_SESSION) await ctx.sessions.consume(tx, answered, now);
      }
      const lost = await applyChanges(ctx, tx, subject, step, nextStamp);
      if (lost) return lost;
      if (outcome.kind === "error") return outcome.error;
      if (outcome.kind === "challenge" && session) {
        await ctx.sessions.insert(tx, {
          idHash: session.key,
          poolId: pool.id,
          clientId: client.id,
          sub: subject.user?.sub ?? "",
          step: outcome.name,
          state: { ...outcome.state, ...(passwordStamp !== undefined && { passwordStamp }) },
          createdAt: now,
          expiresAt: now + sessionLifetime(client),
        });
      }
      await family?.insert(tx);
      return undefined;
    }),
  );
  if (refusal) throw refusal;

  if (outcome.kind === "challenge") {
    return {
      ChallengeName: outcome.name,
      ChallengeParameters: outcome.question.parameters,
      ...(outcome.question.available && { AvailableChallenges: outcome.question.available }),
      ...(session?.token !== undefined && { Session: session.token }),
    };
  }
  if (family === undefined) throw new Error("A sign-in came to neither challenge, tokens nor error");
  return { AuthenticationResult: await family.tokens(), ChallengeParameters: {} };
}

/** An answer that went through, and a failed proof, use the session up; a mistake in form leaves it. */
function usesUp({ outcome }: Step): boolean {
  return outcome.kind !== "error" || outcome.session === "consumed";
}

/** What the client will name the session by: a random string, or the secret block that it has anyway. */
function newSession(
  ctx: CognitoContext,
  { question, state }: Extract<Step["outcome"], { kind: "challenge" }>,
): { key: string; token: string | undefined } {
  if (question.sessionKey === undefined) {
    const token = ctx.random.bytes(96).toString("base64url");
    return { key: sessionKey(token), token };
  }
  // The choice-based flow's clients pass a Session along at every step (assumed); the secret block stays the key.
  const token = state.flow === "USER_AUTH" ? ctx.random.bytes(96).toString("base64url") : undefined;
  return { key: question.sessionKey, token };
}
