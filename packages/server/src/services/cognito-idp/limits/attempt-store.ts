import { deleteExpired } from "../../../storage/delete-expired.ts";
import { prepared } from "../../../storage/prepared.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import type { Limit } from "./limits.ts";
import { type Failures, NO_FAILURES } from "./lockout.ts";

/** Whose attempts: a pool and a folded name, whether or not there is such a user. */
export interface Subject {
  poolId: string;
  /** The user's sub, or the folded name that was typed where nobody holds it. */
  subject: string;
  kind: string;
}

/** Counts failures and requests. */
export interface AttemptStore {
  failures(db: CognitoReader, subject: Subject): Promise<Failures>;
  /** @throws ResourceNotFoundException for a pool that is gone */
  setFailures(tx: CognitoUnit, subject: Subject, failures: Failures): Promise<void>;
  forget(tx: CognitoUnit, subject: Subject): Promise<void>;
  /**
   * Gives subjects the worst of what was counted of others, of each kind, in one pool: a new name of a user buys no new guesses.
   */
  inherit(tx: CognitoUnit, poolId: string, names: { from: readonly string[]; to: readonly string[] }): Promise<void>;
  /** Counts one in a fixed window that begins with the first; false when the limit was reached before. A limit of undefined counts nothing. */
  count(tx: CognitoUnit, subject: Subject, limit: Limit | undefined, now: number): Promise<boolean>;
  /** Deletes at most `most` counts that nothing has been added to since `before` and that lock nobody since; how many. */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

const failuresOf = prepared(
  (db: CognitoReader, { poolId, subject, kind }: { poolId: string; subject: string; kind: string }) =>
    db
      .selectFrom("attempts")
      .select(["count", "since", "blocked_until"])
      .where("pool_id", "=", poolId)
      .where("subject", "=", subject)
      .where("kind", "=", kind),
);

export const attemptStore: AttemptStore = {
  async failures(db, { poolId, subject, kind }) {
    const [row] = (await failuresOf(db, { poolId, subject, kind })).rows;
    return row ? toFailures(row) : NO_FAILURES;
  },

  async setFailures(tx, { poolId, subject, kind }, { count, since, blockedUntil }) {
    await assertPoolRemains(tx, poolId);
    const row = { pool_id: poolId, subject, kind, count, since, blocked_until: blockedUntil };
    await tx.db
      .insertInto("attempts")
      .values(row)
      .onConflict((conflict) => conflict.columns(["pool_id", "subject", "kind"]).doUpdateSet(row))
      .execute();
  },

  async forget(tx, { poolId, subject, kind }) {
    await tx.db
      .deleteFrom("attempts")
      .where("pool_id", "=", poolId)
      .where("subject", "=", subject)
      .where("kind", "=", kind)
      .execute();
  },

  async inherit(tx, poolId, { from, to }) {
    const rows = await tx.db
      .selectFrom("attempts")
      .selectAll()
      .where("pool_id", "=", poolId)
      .where("subject", "in", [...from])
      .execute();
    for (const kind of new Set(rows.map((row) => row.kind))) {
      const counted = rows.filter((row) => row.kind === kind).map(toFailures);
      for (const subject of to) {
        const own = await attemptStore.failures(tx.db, { poolId, subject, kind });
        await attemptStore.setFailures(tx, { poolId, subject, kind }, worstOf([...counted, own]));
      }
    }
  },

  async count(tx, subject, limit, now) {
    if (limit === undefined) return true;
    const before = await attemptStore.failures(tx.db, subject);
    const fresh = before.count === 0 || now - before.since >= limit.windowMs;
    if (!fresh && before.count >= limit.count) return false;
    const next = fresh ? { count: 1, since: now } : { count: before.count + 1, since: before.since };
    await attemptStore.setFailures(tx, subject, { ...next, blockedUntil: 0 });
    return true;
  },

  purge: (tx, before, most) =>
    deleteExpired(
      tx,
      { table: "attempts", key: ["pool_id", "subject", "kind"], until: ["since", "blocked_until"] },
      before,
      most,
    ),
};

/** What a row counts. */
export function toFailures(row: Pick<CognitoTables["attempts"], "count" | "since" | "blocked_until">): Failures {
  return { count: row.count, since: row.since, blockedUntil: row.blocked_until };
}

function worstOf(all: readonly Failures[]): Failures {
  return {
    count: Math.max(...all.map(({ count }) => count)),
    since: Math.max(...all.map(({ since }) => since)),
    blockedUntil: Math.max(...all.map(({ blockedUntil }) => blockedUntil)),
  };
}
