import { createHash } from "node:crypto";
import { deleteExpired } from "../../../storage/delete-expired.ts";
import { prepared } from "../../../storage/prepared.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { CognitoReader, CognitoUnit } from "../tables.ts";
import type { AuthorizationCode } from "./authorization-code.ts";

/** A code as it is kept. */
export interface KeptAuthorizationCode extends AuthorizationCode {
  /** The sign-in that its first use gave; undefined while it is unused. */
  originJti: string | undefined;
}

/**
 * Keeps authorization codes. The code itself is known to the client alone: rows are found by its SHA-256. A used one stays until it would have
 * expired long since, so that a second use is told apart from a stranger.
 */
export interface AuthorizationCodeStore {
  /** @throws ResourceNotFoundException for a pool that is gone */
  insert(tx: CognitoUnit, code: string, record: AuthorizationCode): Promise<void>;
  find(db: CognitoReader, code: string): Promise<KeptAuthorizationCode | undefined>;
  /** Marks the first use; false when there was one before, or the code is gone. */
  redeem(tx: CognitoUnit, code: string, originJti: string): Promise<boolean>;
  /** Deletes at most `most` codes that expired before `before`; how many. */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

const codeOf = prepared((db: CognitoReader, { hash }: { hash: string }) =>
  db.selectFrom("authorization_codes").selectAll().where("code_hash", "=", hash),
);

const insertCode = prepared(
  (
    db: CognitoUnit["db"],
    code: Omit<AuthorizationCode, "scopes" | "nonce" | "codeChallenge" | "resource"> & {
      hash: string;
      scope: string;
      nonce: string | null;
      codeChallenge: string | null;
      resource: string | null;
    },
  ) =>
    db.insertInto("authorization_codes").values({
      code_hash: code.hash,
      pool_id: code.poolId,
      client_id: code.clientId,
      sub: code.sub,
      redirect_uri: code.redirectUri,
      scope: code.scope,
      nonce: code.nonce,
      code_challenge: code.codeChallenge,
      resource: code.resource,
      auth_time: code.authTime,
      login_session_id: code.loginSessionId,
      origin_jti: null,
      created_at: code.createdAt,
      expires_at: code.expiresAt,
    }),
);

const markUsed = prepared((db: CognitoUnit["db"], { hash, originJti }: { hash: string; originJti: string }) =>
  db
    .updateTable("authorization_codes")
    .set({ origin_jti: originJti })
    .where("code_hash", "=", hash)
    .where("origin_jti", "is", null),
);

export const authorizationCodeStore: AuthorizationCodeStore = {
  async insert(tx, code, record) {
    await assertPoolRemains(tx, record.poolId);
    const { scopes, nonce, codeChallenge, resource, ...rest } = record;
    await insertCode(tx.db, {
      ...rest,
      hash: hashOf(code),
      scope: scopes.join(" "),
      nonce: nonce ?? null,
      codeChallenge: codeChallenge ?? null,
      resource: resource ?? null,
    });
  },

  async find(db, code) {
    const [row] = (await codeOf(db, { hash: hashOf(code) })).rows;
    return (
      row && {
        poolId: row.pool_id,
        clientId: row.client_id,
        sub: row.sub,
        redirectUri: row.redirect_uri,
        scopes: row.scope.split(" ").filter(Boolean),
        nonce: row.nonce ?? undefined,
        codeChallenge: row.code_challenge ?? undefined,
        resource: row.resource ?? undefined,
        authTime: row.auth_time,
        loginSessionId: row.login_session_id,
        originJti: row.origin_jti ?? undefined,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }
    );
  },

  async redeem(tx, code, originJti) {
    const { numAffectedRows } = await markUsed(tx.db, { hash: hashOf(code), originJti });
    return numAffectedRows === 1n;
  },

  purge: (tx, before, most) =>
    deleteExpired(tx, { table: "authorization_codes", key: ["code_hash"], until: ["expires_at"] }, before, most),
};

/** A code holds 122 random bits, so a plain SHA-256 keeps it as secret as a slow hash would. */
function hashOf(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}
