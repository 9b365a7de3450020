import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { type AuthSession, sessionKey } from "../sessions/session-store.ts";
import { findUserByName } from "../users/find-user.ts";
import { foldName } from "../users/names.ts";
import { subjectUnderWay } from "./load-subject.ts";
import type { SignInInput, SignInState } from "./machine-types.ts";
import { required } from "./parameters.ts";
import { type SignInAnswer, signIn } from "./sign-in.ts";
import { secretBlockId } from "./srp.ts";

export interface RespondRequest {
  challenge: string;
  responses: Readonly<Record<string, string>>;
  session: string | undefined;
}

/** RespondToAuthChallenge and AdminRespondToAuthChallenge: a sign-in begun with one may go on with the other (recorded). */
export async function respond(
  ctx: CognitoContext,
  found: ClientAndPool,
  request: RespondRequest,
): Promise<SignInAnswer> {
  const username = required(request.responses, "USERNAME");
  assertSecretHash(found, { usernames: [username], given: request.responses.SECRET_HASH });
  const { input, key } = await readAnswer(ctx, found, request);
  return signIn(ctx, found, input, key);
}

/**
 * The machine's input for an answer to a challenge, and the key of the session that it answers.
 * @throws NotAuthorizedException, InvalidParameterException for a session that is none, used up, expired or somebody else's
 */
export async function readAnswer(
  ctx: CognitoContext,
  found: Pick<ClientAndPool, "client" | "pool">,
  { challenge, responses, session: given }: RespondRequest,
): Promise<{ input: Extract<SignInInput, { kind: "answer" }>; key: string }> {
  const username = required(responses, "USERNAME");
  const key =
    challenge === "PASSWORD_VERIFIER"
      ? secretBlockId(required(responses, "PASSWORD_CLAIM_SECRET_BLOCK"))
      : sessionKey(requiredSession(given));
  const session = await ctx.sessions.find(ctx.storage.db, key);
  if (session === undefined || session.poolId !== found.pool.id || session.clientId !== found.client.id) {
    throw challenge === "PASSWORD_VERIFIER" ? errors.incorrectUsernameOrPassword() : errors.invalidSession();
  }
  if (session.consumedAt !== undefined) throw errors.sessionUsed();
  if (session.expiresAt <= ctx.clock.now()) throw errors.sessionExpired();
  if (!(await isUserOf(ctx, found, session, username))) {
    throw challenge === "PASSWORD_VERIFIER" ? errors.incorrectUsernameOrPassword() : errors.invalidSession();
  }
  const subject = await subjectUnderWay(ctx, found, { ...session.state, sub: session.sub });
  // Whoever began with a password that an administrator or a reset has replaced since does not go on.
  const { proofs, passwordStamp } = session.state;
  if (proofs.length > 0 && subject.password?.stamp !== passwordStamp) throw errors.invalidSession();
  return { input: { kind: "answer", challenge, responses, subject, state: session.state }, key };
}

function requiredSession(given: string | undefined): string {
  if (given === undefined) throw errors.missingParameter("Session");
  return given;
}

/** USERNAME may be the typed name, an alias or USER_ID_FOR_SRP, but it must mean the one who began. */
async function isUserOf(
  ctx: CognitoContext,
  { pool }: Pick<ClientAndPool, "pool">,
  { sub, state }: AuthSession<SignInState>,
  username: string,
): Promise<boolean> {
  if (username === state.userId || foldName(pool, username) === state.nameKey) return true;
  const user = await findUserByName(ctx, pool, username);
  return user !== undefined && user.sub === sub;
}
