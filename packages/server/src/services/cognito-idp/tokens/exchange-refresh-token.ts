import type { ClientAndPool } from "../clients/require-client.ts";
import { rotation as rotationOf } from "../clients/rotation.ts";
import type { CognitoContext } from "../operation.ts";
import type { User } from "../users/user.ts";
import { familyStore, type RefreshTokenRecord, type TokenFamily } from "./family-store.ts";
import { createRefreshToken, hashRefreshToken } from "./refresh-token.ts";

/** Why a refresh token gives nothing, in the order in which it is looked at. */
export type RefreshRefusal =
  | "unknown"
  | "other-client"
  | "user-deleted"
  | "user-disabled"
  | "revoked"
  | "expired"
  | "reset-required"
  /** Exchanged before, and rotation has been switched off since. */
  | "replaced"
  /** Exchanged before, and its grace period is over. */
  | "reused";

export type RefreshOutcome =
  | {
      kind: "exchanged";
      user: User;
      family: TokenFamily;
      /** The refresh token that takes its place; undefined without rotation. */
      successor: string | undefined;
    }
  | { kind: "refused"; why: RefreshRefusal };

/**
 * Exchanges a refresh token of the client, as the API and the token endpoint both do: the sign-in goes on, and under rotation a new
 * token takes the place of this one. The client has proven itself, or does so by `prove`.
 *
 * @param prove asked once the user is known, for a proof over the user's name; throws when it fails
 */
export async function exchangeRefreshToken(
  ctx: CognitoContext,
  { client, pool }: ClientAndPool,
  refreshToken: string,
  prove: (user: User) => void = () => {},
): Promise<RefreshOutcome> {
  const rotation = rotationOf(client);
  const hash = hashRefreshToken(refreshToken);
  const record = await familyStore.findRefreshToken(ctx.storage.db, hash);
  const family = record && (await familyStore.find(ctx.storage.db, record.originJti));
  if (record === undefined || family === undefined || family.poolId !== pool.id) return refused("unknown");
  if (family.clientId !== client.id) return refused("other-client");
  const user = await ctx.users.find(ctx.storage.db, pool.id, family.sub);
  if (user === undefined) return refused("user-deleted");
  prove(user);
  const now = ctx.clock.now();
  const why = refusalOf(user, family, now);
  if (why !== undefined) return refused(why);
  if (rotation === undefined) {
    return record.rotatedAt === undefined
      ? { kind: "exchanged", user, family, successor: undefined }
      : refused("replaced");
  }

  const successor = createRefreshToken(ctx.random);
  const late = await ctx.storage.write(async (tx): Promise<RefreshRefusal | undefined> => {
    const latest = await familyStore.find(tx.db, family.originJti);
    if (latest === undefined || latest.revokedAt !== undefined) return "revoked";
    const present = await familyStore.findRefreshToken(tx.db, hash);
    if (present === undefined) return "unknown";
    if (isReuse(present, rotation.graceMs, now)) {
      if (ctx.settings.revokeFamilyOnReuse) await familyStore.revoke(tx, family.originJti, now);
      return "reused";
    }
    await familyStore.markRotated(tx, hash, now);
    await familyStore.insertRefreshToken(tx, {
      hash: hashRefreshToken(successor),
      originJti: family.originJti,
      createdAt: now,
    });
    return undefined;
  });
  return late === undefined ? { kind: "exchanged", user, family, successor } : refused(late);
}

const refused = (why: RefreshRefusal): RefreshOutcome => ({ kind: "refused", why });

function refusalOf(user: User, family: TokenFamily, now: number): RefreshRefusal | undefined {
  if (!user.enabled) return "user-disabled";
  if (family.revokedAt !== undefined) return "revoked";
  if (family.expiresAt <= now) return "expired";
  return user.status === "RESET_REQUIRED" ? "reset-required" : undefined;
}

/**
 * Once exchanged, a token is good for the grace period only. Within it every tab that still holds it gets a successor of its own, and
 * all of them stay good; at AWS a retry displaces the successor before (docs/deviations.md).
 */
function isReuse({ rotatedAt }: RefreshTokenRecord, graceMs: number, now: number): boolean {
  return rotatedAt !== undefined && (graceMs === 0 || now > rotatedAt + graceMs);
}
