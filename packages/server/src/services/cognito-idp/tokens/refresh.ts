import type { AwsError } from "../../../aws/errors.ts";
import type { AuthenticationResultType } from "../../../models/cognito-idp/types.ts";
import { constantTimeEqual } from "../../../platform/constant-time.ts";
import { isFlowEnabled } from "../clients/auth-flows.ts";
import { rotation as rotationOf } from "../clients/effective.ts";
import type { ClientAndPool } from "../clients/require-client.ts";
import { assertSecretHash } from "../clients/secret-hash-check.ts";
import { errors } from "../errors.ts";
import type { CognitoContext } from "../operation.ts";
import type { User } from "../users/user.ts";
import { familyStore, type RefreshTokenRecord, type TokenFamily } from "./family-store.ts";
import { issueTokens } from "./issue-tokens.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";

export interface RefreshRequest {
  refreshToken: string;
  /** How the operation proves a client with a secret: InitiateAuth by SECRET_HASH, GetTokensFromRefreshToken by the secret itself. */
  proof:
    | { kind: "secret-hash"; given: string | undefined; flowOff: () => AwsError }
    | { kind: "secret"; given: string | undefined };
}

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

  const hash = hashRefreshToken(refreshToken);
  const record = await familyStore.findRefreshToken(ctx.storage.db, hash);
  const family = record && (await familyStore.find(ctx.storage.db, record.originJti));
  if (record === undefined || family === undefined || family.poolId !== pool.id) throw errors.invalidRefreshToken();
  if (family.clientId !== client.id) throw errors.refreshTokenOfOtherClient();
  const user = await ctx.users.find(ctx.storage.db, pool.id, family.sub);
  if (user === undefined) throw errors.refreshUserDeleted();
  if (proof.kind === "secret-hash") {
    // The request names no user, so the hash is over the stored user name (recorded) or the sub (assumed).
    assertSecretHash(found, { usernames: [user.username, user.sub], given: proof.given });
  }
  const revoked = proof.kind === "secret" && rotation ? errors.notAuthorizedWithoutText : errors.refreshTokenRevoked;
  const now = ctx.clock.now();
  const resetRequired = proof.kind === "secret" ? errors.refreshNeedsPasswordReset : errors.passwordResetRequired;
  assertUsable({ user, family, now, revoked, resetRequired });
  if (!rotation && record.rotatedAt !== undefined) throw errors.refreshTokenRevoked();

  const successor = rotation ? createRefreshToken(ctx.random) : undefined;
  if (rotation && successor) {
    const reused = await ctx.storage.write(async (tx): Promise<boolean> => {
      const latest = await familyStore.find(tx.db, family.originJti);
      if (latest === undefined || latest.revokedAt !== undefined) throw revoked();
      const present = await familyStore.findRefreshToken(tx.db, hash);
      if (present === undefined) throw errors.invalidRefreshToken();
      if (isReuse(present, rotation.graceMs, now)) {
        if (ctx.settings.revokeFamilyOnReuse) await familyStore.revoke(tx, family.originJti, now);
        return true;
      }
      await familyStore.markRotated(tx, hash, now);
      await familyStore.insertRefreshToken(tx, {
        hash: hashRefreshToken(successor),
        originJti: family.originJti,
        createdAt: now,
      });
      return false;
    });
    if (reused) throw errors.refreshTokenReused();
  }
  return issueTokens(ctx, { pool, client, user, family, refreshToken: successor, refreshed: true });
}

/**
 * Once exchanged, a token is good for the grace period only. Within it every tab that still holds it gets a successor of its own, and
 * all of them stay good; at AWS a retry displaces the successor before (docs/deviations.md).
 */
function isReuse({ rotatedAt }: RefreshTokenRecord, graceMs: number, now: number): boolean {
  return rotatedAt !== undefined && (graceMs === 0 || now > rotatedAt + graceMs);
}

function assertUsable(state: {
  user: User;
  family: TokenFamily;
  now: number;
  revoked: () => AwsError;
  resetRequired: () => AwsError;
}): void {
  const { user, family, now, revoked, resetRequired } = state;
  if (!user.enabled) throw errors.userDisabled();
  if (family.revokedAt !== undefined) throw revoked();
  if (family.expiresAt <= now) throw errors.refreshTokenExpired();
  if (user.status === "RESET_REQUIRED") throw resetRequired();
}

function assertSecret({ client, secrets }: ClientAndPool, given: string | undefined): void {
  if (secrets.length === 0) return;
  if (given === undefined) throw errors.clientSecretMissing(client.id);
  const matches = secrets.map(({ value }) => constantTimeEqual(value, given));
  if (!matches.includes(true)) throw errors.secretHashWrong(client.id);
}
