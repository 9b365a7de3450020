import type { AwsError } from "../../../aws/errors.ts";
import type { AuthenticationResultType, ChallengeNameType } from "../../../models/cognito-idp/types.ts";
import { sessionLifetime } from "../clients/lifetimes.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { sessionKey } from "../sessions/session-store.ts";
import type { CognitoUnit } from "../tables.ts";
import { openFamily } from "../tokens/open-family.ts";
import { tellTakenNames } from "../users/taken-names.ts";
import type { User } from "../users/user.ts";
import { applyChanges, stampAfter } from "./apply-changes.ts";
import { subjectUnderWay } from "./load-subject.ts";
import type { Proof, SignInInput, Step } from "./machine-types.ts";
import { signInPorts } from "./ports.ts";

/** What InitiateAuth, RespondToAuthChallenge and their Admin forms answer. */
export interface SignInAnswer {
  ChallengeName?: ChallengeNameType;
  ChallengeParameters?: Record<string, string>;
  AvailableChallenges?: ChallengeNameType[];
  Session?: string;
  AuthenticationResult?: AuthenticationResultType;
}

/** What the last step of a sign-in brings about. */
export interface Completion<Result> {
  /** Belongs to the unit that completes the sign-in. */
  insert(tx: CognitoUnit): Promise<void>;
  /** Comes after its commit. @param user as the unit left it */
  result(user: User): Promise<Result>;
}

/** Who proved what. The machine names nobody without a proven credential. */
export interface ProvenUser {
  user: User;
  proofs: readonly Proof[];
  /** The request id of the call that began the sign-in. */
  eventId: string;
}

/** A question to whoever signs in, or what its completion came to. */
export type SignInResult<Result> =
  | {
      kind: "challenge";
      name: ChallengeNameType;
      parameters: Record<string, string>;
      available: ChallengeNameType[] | undefined;
      /** Undefined where the client names the session by something else. */
      session: string | undefined;
    }
  | { kind: "done"; result: Result };

/** Wrong codes that use a session up. */
const CODES_PER_SESSION = 3;
/** How often a sign-in begins again whose user or password changed while it was proven. */
const TRIES = 10;

/** Runs one step of the sign-in machine for the API: a completed sign-in opens a token family and brings its tokens. */
export async function signIn(
  ctx: CognitoContext,
  { client, pool }: ClientAndPool,
  input: SignInInput,
  answered: string | undefined,
): Promise<SignInAnswer> {
  const answer = await takeStep(ctx, { client, pool }, input, answered, ({ user, eventId }) => {
    const family = openFamily(ctx, { pool, client, user, eventId });
    return { insert: family.insert, result: family.tokens };
  });
  if (answer.kind === "done") return { AuthenticationResult: answer.result, ChallengeParameters: {} };
  return {
    ChallengeName: answer.name,
    ChallengeParameters: answer.parameters,
    ...(answer.available && { AvailableChallenges: answer.available }),
    ...(answer.session !== undefined && { Session: answer.session }),
  };
}

/**
 * Runs one step of the sign-in machine and applies what it changes in one unit of work, whose first statement uses up the session
 * that was answered. InitiateAuth, RespondToAuthChallenge, their Admin forms and the login pages all come through here.
 *
 * A password that was set anew while it was proven is proven anew: it may be the same, as where many tests make one user ready.
 *
 * @param answered the key of the session that `input` answers; undefined at the start
 * @param complete asked once the user has proven all that is due
 * @throws the AwsError that the step came to
 */
export async function takeStep<Result>(
  ctx: CognitoContext,
  { client, pool }: Pick<ClientAndPool, "client" | "pool">,
  input: SignInInput,
  answered: string | undefined,
  complete: (proven: ProvenUser) => Completion<Result>,
): Promise<SignInResult<Result>> {
  let current = input;
  for (let left = TRIES; left > 0; left -= 1) {
    const result = await tryStep(ctx, { client, pool }, current, answered, complete);
    if (result !== "moved") return result;
    // A challenge was asked of the user as it was: whoever answers it begins anew.
    if (current.kind === "answer") break;
    const { user, nameKey, userId } = current.subject;
    const subject = await subjectUnderWay(ctx, { client, pool }, { sub: user?.sub ?? "", nameKey, userId });
    current = { ...current, subject };
  }
  throw errors.incorrectUsernameOrPassword();
}

/** The same once. "moved" when nothing but a session's use was written, since the subject is not what `input` says any more. */
async function tryStep<Result>(
  ctx: CognitoContext,
  { client, pool }: Pick<ClientAndPool, "client" | "pool">,
  input: SignInInput,
  answered: string | undefined,
  complete: (proven: ProvenUser) => Completion<Result>,
): Promise<SignInResult<Result> | "moved"> {
  const step = await ctx.machine.step(input, signInPorts(ctx));
  const { subject } = input;
  const { outcome } = step;
  const now = ctx.clock.now();
  const nextStamp = ctx.random.uuid();
  const passwordStamp = stampAfter(subject, step, nextStamp);
  const session = outcome.kind === "challenge" ? newSession(ctx, outcome) : undefined;
  const completed = outcome.kind === "tokens" ? subject.user : undefined;
  const completion =
    outcome.kind === "tokens" && completed
      ? complete({ user: completed, proofs: outcome.proofs, eventId: outcome.eventId })
      : undefined;

  const refusal = await tellTakenNames(() =>
    ctx.storage.write(async (tx): Promise<AwsError | "moved" | undefined> => {
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
      await completion?.insert(tx);
      return undefined;
    }),
  );
  if (refusal === "moved") return refusal;
  if (refusal) throw refusal;

  if (outcome.kind === "challenge") {
    const { parameters, available } = outcome.question;
    return { kind: "challenge", name: outcome.name, parameters, available, session: session?.token };
  }
  if (completion === undefined || completed === undefined)
    throw new Error("A sign-in came to neither challenge, completion nor error");
  return { kind: "done", result: await completion.result(await userAfter(ctx, step, completed)) };
}

/** The user as the step left it: read again only where the step changed it. */
async function userAfter(ctx: CognitoContext, { changes }: Step, user: User): Promise<User> {
  if (!changes.some(({ kind }) => kind === "confirm-user")) return user;
  return (await ctx.users.find(ctx.storage.db, user.poolId, user.sub)) ?? user;
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
