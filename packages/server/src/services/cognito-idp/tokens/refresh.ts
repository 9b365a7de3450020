import type { AwsError } from "../../../aws/errors.ts";
import type { AuthenticationResultType } from "../../../models/cognito-idp/types.ts";
import { constantTimeEqual } from "../../../platform/constant-time.ts";
import { assertSecretHash } from "../clients/assert-secret-hash.ts";
import { isFlowEnabled } from "../clients/auth-flows.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { rotation as rotationOf } from "../clients/rotation.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { User } from "../users/user.ts";
import { exchangeRefreshToken, type RefreshRefusal } from "./exchange-refresh-token.ts";
import { issueTokens } from "./issue-tokens.ts";

export interface RefreshRequest {
  refreshToken: string;
  /** How the operation proves a client with a secret: InitiateAuth by SECRET_HASH, GetTokensFromRefreshToken by the secret itself. */
  proof:
    | { kind: "secret-hash"; given: string | undefined; flowOff: () => AwsError }
    | { kind: "secret"; given: string | undefined };
}

/** What each refusal is told by; some differ by the operation, which `proof` names. */
const refusals: Readonly<Record<RefreshRefusal, () => AwsError>> = {
  unknown: errors.invalidRefreshToken,
  "other-client": errors.refreshTokenOfOtherClient,
  "user-deleted": errors.refreshUserDeleted,
  "user-disabled": errors.userDisabled,
  revoked: errors.refreshTokenRevoked,
  expired: errors.refreshTokenExpired,
  "reset-required": errors.passwordResetRequired,
  replaced: errors.refreshTokenRevoked,
  reused: errors.refreshTokenReused,
};

/**
 * Exchanges a refresh token, by either operation. Nothing is told of the token before the client has proven itself (recorded:
 * stackd refresh_rotation_workflows).
 */
export async function refreshTokens(
  ctx: CognitoContext,
  found: ClientAndPool,
  { refreshToken, proof }: RefreshRequest,
): Promise<AuthenticationResultType> {
  const { client, pool } = found;
  const rotation = rotationOf(client);
  if (proof.kind === "secret-hash") {
    if (rotation) throw errors.rotationNotSupported();
    if (!isFlowEnabled(client, "REFRESH_TOKEN_AUTH")) throw proof.flowOff();
    if (found.secrets.length > 0 && proof.given === undefined) throw errors.secretHashMissing(client.id);
  } else {
    assertSecret(found, proof.given);
    if (!rotation && !isFlowEnabled(client, "REFRESH_TOKEN_AUTH")) throw errors.refreshFlowNotEnabled();
  }

  const prove = ({ username, sub }: User) => {
    // The request names no user, so the hash is over the stored user name (recorded) or the sub (assumed).
    if (proof.kind === "secret-hash") assertSecretHash(found, { usernames: [username, sub], given: proof.given });
  };
  const outcome = await exchangeRefreshToken(ctx, found, refreshToken, prove);
  if (outcome.kind === "refused") {
    const bySecret: Partial<typeof refusals> = {
      ...(rotation && { revoked: errors.notAuthorizedWithoutText }),
      "reset-required": errors.refreshNeedsPasswordReset,
    };
    throw ((proof.kind === "secret" ? bySecret[outcome.why] : undefined) ?? refusals[outcome.why])();
  }
  const { user, family, successor } = outcome;
  return issueTokens(ctx, { pool, client, user, family, refreshToken: successor, refreshed: true });
}

function assertSecret({ client, secrets }: ClientAndPool, given: string | undefined): void {
  if (secrets.length === 0) return;
  if (given === undefined) throw errors.clientSecretMissing(client.id);
  const matches = secrets.map(({ value }) => constantTimeEqual(value, given));
  if (!matches.includes(true)) throw errors.secretHashWrong(client.id);
}
