import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import { isFlowEnabled } from "../clients/auth-flows.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import { refreshTokens } from "../tokens/refresh.ts";
import { continueAfterConfirmation } from "./after-confirmation.ts";
import { subjectByName } from "./load-subject.ts";
import { required } from "./parameters.ts";
import { type SignInAnswer, signIn } from "./sign-in.ts";

export interface InitiateRequest {
  flow: string;
  parameters: Readonly<Record<string, string>>;
  /** From ConfirmSignUp: the first sign-in without a second code. */
  session: string | undefined;
  /** Whether it comes by AdminInitiateAuth. */
  admin: boolean;
}

/** Names that the service used before, and still takes. */
const FORMER_FLOWS: Readonly<Record<string, string>> = {
  ADMIN_NO_SRP_AUTH: "ADMIN_USER_PASSWORD_AUTH",
  REFRESH_TOKEN: "REFRESH_TOKEN_AUTH",
};

/**
 * InitiateAuth and AdminInitiateAuth. The order of checks is recorded as far as it is known: client, flow, secret, user (stackd
 * login_workflows).
 */
export async function initiate(
  ctx: CognitoContext,
  found: ClientAndPool,
  { flow: named, parameters, session, admin }: InitiateRequest,
): Promise<SignInAnswer> {
  const flow = FORMER_FLOWS[named] ?? named;
  if (flow === (admin ? "USER_PASSWORD_AUTH" : "ADMIN_USER_PASSWORD_AUTH")) throw errors.methodNotSupported();
  const flowOff = () => (admin ? errors.adminFlowNotEnabled() : errors.flowNotEnabled(flow));
  if (flow === "REFRESH_TOKEN_AUTH") {
    const result = await refreshTokens(ctx, found, {
      refreshToken: required(parameters, "REFRESH_TOKEN"),
      proof: { kind: "secret-hash", given: parameters.SECRET_HASH, flowOff },
    });
    return { AuthenticationResult: result, ChallengeParameters: {} };
  }
  if (!isFlowEnabled(found.client, flow)) throw flowOff();
  if (flow === "CUSTOM_AUTH")
    throw errors.invalidParameter("Custom auth lambda trigger is not configured for the user pool.");
  const username = required(parameters, "USERNAME");
  assertSecretHash(found, { usernames: [username], given: parameters.SECRET_HASH });
  if (flow === "USER_AUTH" && session !== undefined)
    return continueAfterConfirmation(ctx, found, { username, session });
  const subject = await subjectByName(ctx, found, username);
  return signIn(ctx, found, { kind: "start", flow, parameters, subject, eventId: ctx.requestId }, undefined);
}
