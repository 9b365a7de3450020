import { prepared } from "../../../storage/prepared.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";

/** One sign-in and all that was issued from it. */
export interface TokenFamily {
  originJti: string;
  poolId: string;
  clientId: string;
  sub: string;
  /** The request id of the InitiateAuth that signed in; the `event_id` claim. */
  eventId: string;
  scope: string;
  /** Seconds. */
  authTime: number;
  /** When its refresh tokens end, in milliseconds. */
  expiresAt: number;
  revokedAt: number | undefined;
  /** Milliseconds. */
  createdAt: number;
  /** The resource that its access tokens are bound to: their `aud` (RFC 8707). */
  audience: string | undefined;
  /** What gave it: an operation of the API, or a grant of the login pages. */
  grant: GrantKind;
}

export type GrantKind = "api" | "code" | "implicit";

export interface RefreshTokenRecord {
  hash: string;
  originJti: string;
  createdAt: number;
  /** When it was first exchanged under rotation, in milliseconds. */
  rotatedAt: number | undefined;
}

/** Keeps sign-ins and their refresh tokens, the latter as hashes. */
export interface FamilyStore {
  insert(tx: CognitoUnit, family: TokenFamily): Promise<void>;
  find(db: CognitoReader, originJti: string): Promise<TokenFamily | undefined>;
  /** For access tokens of clients without revocation, which carry no origin_jti. */
  findByEvent(db: CognitoReader, poolId: string, sub: string, eventId: string): Promise<TokenFamily | undefined>;
  findRefreshToken(db: CognitoReader, hash: string): Promise<RefreshTokenRecord | undefined>;
  insertRefreshToken(tx: CognitoUnit, token: { hash: string; originJti: string; createdAt: number }): Promise<void>;
  /** Marks the first exchange; false when it was marked before. */
  markRotated(tx: CognitoUnit, hash: string, now: number): Promise<boolean>;
  revoke(tx: CognitoUnit, originJti: string, now: number): Promise<void>;
  /** Ends every sign-in of a user, those among them that a code stands for which was not redeemed yet. */
  revokeUser(tx: CognitoUnit, poolId: string, sub: string, now: number): Promise<void>;
  /**
   * Deletes at most `most` rows of families whose last token, refresh or access, ended before `before`: refresh tokens first, then the families that
   * have none left. How many.
   */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
  /** Deletes at most `most` rows of a pool that is gone, in the same order. How many. */
  purgePool(tx: CognitoUnit, poolId: string, most: number): Promise<number>;
}

/** The longest life of an access token, which may outlast the refresh token beside it. */
const LONGEST_ACCESS_TOKEN = 24 * 3_600_000;

const insertFamily = prepared(
  (
    db: CognitoUnit["db"],
    family: Omit<TokenFamily, "revokedAt" | "audience"> & { revokedAt: number | null; audience: string | null },
  ) =>
    db.insertInto("token_families").values({
      origin_jti: family.originJti,
      pool_id: family.poolId,
      client_id: family.clientId,
      sub: family.sub,
      event_id: family.eventId,
      scope: family.scope,
      auth_time: family.authTime,
      expires_at: family.expiresAt,
      revoked_at: family.revokedAt,
      created_at: family.createdAt,
      audience: family.audience,
      grant_kind: family.grant,
    }),
);

const insertToken = prepared((db: CognitoUnit["db"], token: { hash: string; originJti: string; createdAt: number }) =>
  db
    .insertInto("refresh_tokens")
    .values({ hash: token.hash, origin_jti: token.originJti, created_at: token.createdAt, rotated_at: null }),
);

const familyOf = prepared((db: CognitoReader, { originJti }: { originJti: string }) =>
  db.selectFrom("token_families").selectAll().where("origin_jti", "=", originJti),
);

const refreshTokenOf = prepared((db: CognitoReader, { hash }: { hash: string }) =>
  db.selectFrom("refresh_tokens").selectAll().where("hash", "=", hash),
);

export const familyStore: FamilyStore = {
  async insert(tx, family) {
    await insertFamily(tx.db, {
      ...family,
      revokedAt: family.revokedAt ?? null,
      audience: family.audience ?? null,
    });
  },

  async find(db, originJti) {
    const [row] = (await familyOf(db, { originJti })).rows;
    return row && toFamily(row);
  },

  async findByEvent(db, poolId, sub, eventId) {
    const row = await db
      .selectFrom("token_families")
      .selectAll()
      .where("pool_id", "=", poolId)
      .where("sub", "=", sub)
      .where("event_id", "=", eventId)
      .executeTakeFirst();
    return row && toFamily(row);
  },

  async findRefreshToken(db, hash) {
    const [row] = (await refreshTokenOf(db, { hash })).rows;
    return (
      row && {
        hash,
        originJti: row.origin_jti,
        createdAt: row.created_at,
        rotatedAt: row.rotated_at ?? undefined,
      }
    );
  },

  async insertRefreshToken(tx, { hash, originJti, createdAt }) {
    await insertToken(tx.db, { hash, originJti, createdAt });
  },

  async markRotated(tx, hash, now) {
    const { numUpdatedRows } = await tx.db
      .updateTable("refresh_tokens")
      .set({ rotated_at: now })
      .where("hash", "=", hash)
      .where("rotated_at", "is", null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows === 1n;
  },

  async revoke(tx, originJti, now) {
    await tx.db
      .updateTable("token_families")
      .set({ revoked_at: now })
      .where("origin_jti", "=", originJti)
      .where("revoked_at", "is", null)
      .execute();
  },

  async revokeUser(tx, poolId, sub, now) {
    await tx.db
      .updateTable("token_families")
      .set({ revoked_at: now })
      .where("pool_id", "=", poolId)
      .where("sub", "=", sub)
      .where("revoked_at", "is", null)
      .execute();
    await tx.db.deleteFrom("authorization_codes").where("pool_id", "=", poolId).where("sub", "=", sub).execute();
  },

  async purge(tx, before, most) {
    const rows = await tx.db
      .selectFrom("token_families")
      .select("origin_jti")
      .where("expires_at", "<", before - LONGEST_ACCESS_TOKEN)
      .orderBy("expires_at")
      .limit(most)
      .execute();
    return deleteFamilies(tx, rows, most);
  },

  async purgePool(tx, poolId, most) {
    const rows = await tx.db
      .selectFrom("token_families")
      .select("origin_jti")
      .where("pool_id", "=", poolId)
      .limit(most)
      .execute();
    return deleteFamilies(tx, rows, most);
  },
};

/** Deletes at most `most` refresh tokens of families, or the families when they have none left; how many rows. */
async function deleteFamilies(tx: CognitoUnit, rows: readonly { origin_jti: string }[], most: number): Promise<number> {
  if (rows.length === 0) return 0;
  const families = rows.map(({ origin_jti }) => origin_jti);
  const tokens = await tx.db
    .selectFrom("refresh_tokens")
    .select("hash")
    .where("origin_jti", "in", families)
    .limit(most)
    .execute();
  const hashes = tokens.map(({ hash }) => hash);
  if (hashes.length > 0) {
    // Under rotation one family may have more of them than a unit should delete.
    await tx.db.deleteFrom("refresh_tokens").where("hash", "in", hashes).execute();
    return hashes.length;
  }
  await tx.db.deleteFrom("token_families").where("origin_jti", "in", families).execute();
  return families.length;
}

function toFamily(row: CognitoTables["token_families"]): TokenFamily {
  return {
    originJti: row.origin_jti,
    poolId: row.pool_id,
    clientId: row.client_id,
    sub: row.sub,
    eventId: row.event_id,
    scope: row.scope,
    authTime: row.auth_time,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at ?? undefined,
    createdAt: row.created_at,
    audience: row.audience ?? undefined,
    // The rows hold what this store wrote.
    grant: row.grant_kind as GrantKind,
  };
}
