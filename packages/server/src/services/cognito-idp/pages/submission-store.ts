import { deleteExpired } from "../../../storage/delete-expired.ts";
import type { CognitoReader, CognitoUnit } from "../tables.ts";

/** A form that was sent. */
export interface Submission {
  /** What it came to, sealed; undefined while it is being worked on. */
  outcome: string | undefined;
}

/** Keeps which forms were sent and what they came to, by a key that only whoever sent the form can know. */
export interface SubmissionStore {
  find(db: CognitoReader, key: string, now: number): Promise<Submission | undefined>;
  /** Takes a form up. False when that was done before. */
  claim(tx: CognitoUnit, form: { key: string; poolId: string; now: number; expiresAt: number }): Promise<boolean>;
  /** Keeps what a form came to. @param outcome sealed */
  settle(tx: CognitoUnit, key: string, outcome: string): Promise<void>;
  /** Forgets a form that came to nothing. */
  release(tx: CognitoUnit, key: string): Promise<void>;
  /** Deletes at most `most` that expired before `before`; how many. */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

export const submissionStore: SubmissionStore = {
  async find(db, key, now) {
    const row = await db
      .selectFrom("submissions")
      .select("outcome_sealed")
      .where("key_hash", "=", key)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    return row && { outcome: row.outcome_sealed ?? undefined };
  },

  async claim(tx, { key, poolId, now, expiresAt }) {
    await tx.db.deleteFrom("submissions").where("key_hash", "=", key).where("expires_at", "<=", now).execute();
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("submissions")
      .values({ key_hash: key, pool_id: poolId, outcome_sealed: null, expires_at: expiresAt })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },

  async settle(tx, key, outcome) {
    await tx.db.updateTable("submissions").set({ outcome_sealed: outcome }).where("key_hash", "=", key).execute();
  },

  async release(tx, key) {
    await tx.db.deleteFrom("submissions").where("key_hash", "=", key).execute();
  },

  purge: (tx, before, most) =>
    deleteExpired(tx, { table: "submissions", key: ["key_hash"], until: ["expires_at"] }, before, most),
};
