import { deleteExpired } from "../../../storage/delete-expired.ts";
import { prepared } from "../../../storage/prepared.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { CognitoReader, CognitoUnit } from "../tables.ts";
import type { LoginSession } from "./login-session.ts";

/** A session as it is kept. */
export interface KeptLoginSession extends LoginSession {
  /** The stamp of the password that was in force at the sign-in; "" for a user without one. */
  passwordStamp: string;
}

/** Keeps who is signed in on the pages. The cookie's value is known to the browser alone: rows are found by its hash. */
export interface LoginSessionStore {
  find(db: CognitoReader, id: string): Promise<KeptLoginSession | undefined>;
  /** @throws ResourceNotFoundException for a pool that is gone */
  insert(tx: CognitoUnit, session: KeptLoginSession): Promise<void>;
  remove(tx: CognitoUnit, id: string): Promise<void>;
  /** Ends every session of a user. */
  removeOfUser(tx: CognitoUnit, poolId: string, sub: string): Promise<void>;
  /** Ends every session of a pool's users. */
  removeOfPool(tx: CognitoUnit, poolId: string): Promise<void>;
  /** Deletes at most `most` sessions that expired before `before`; how many. */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

const sessionOf = prepared((db: CognitoReader, { id }: { id: string }) =>
  db.selectFrom("login_sessions").selectAll().where("id_hash", "=", id),
);

export const loginSessionStore: LoginSessionStore = {
  async find(db, id) {
    const [row] = (await sessionOf(db, { id })).rows;
    return (
      row && {
        id,
        poolId: row.pool_id,
        sub: row.sub,
        passwordStamp: row.password_stamp,
        authTime: row.auth_time,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      }
    );
  },

  async insert(tx, { id, poolId, sub, passwordStamp, authTime, createdAt, expiresAt }) {
    await assertPoolRemains(tx, poolId);
    await tx.db
      .insertInto("login_sessions")
      .values({
        id_hash: id,
        pool_id: poolId,
        sub,
        password_stamp: passwordStamp,
        auth_time: authTime,
        created_at: createdAt,
        expires_at: expiresAt,
      })
      .execute();
  },

  async remove(tx, id) {
    await tx.db.deleteFrom("login_sessions").where("id_hash", "=", id).execute();
  },

  async removeOfUser(tx, poolId, sub) {
    await tx.db.deleteFrom("login_sessions").where("pool_id", "=", poolId).where("sub", "=", sub).execute();
  },

  async removeOfPool(tx, poolId) {
    await tx.db.deleteFrom("login_sessions").where("pool_id", "=", poolId).execute();
  },

  purge: (tx, before, most) =>
    deleteExpired(tx, { table: "login_sessions", key: ["id_hash"], until: ["expires_at"] }, before, most),
};
