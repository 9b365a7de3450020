import { createHmac, timingSafeEqual } from "node:crypto";
import { deleteExpired } from "../../../storage/delete-expired.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoReader, CognitoUnit } from "../tables.ts";

/** What a code proves. */
export type CodePurpose = "sign-up" | "reset-password" | "verify-attribute";

/** How long a code lives, in milliseconds: 24 hours, but one for a password (developer guide, quotas). */
const CODE_LIFETIME: Record<CodePurpose, number> = {
  "sign-up": 24 * 3_600_000,
  "reset-password": 3_600_000,
  "verify-attribute": 24 * 3_600_000,
};

/** Which code: one live code for each user, purpose and attribute. */
export interface CodeKey {
  sub: string;
  purpose: CodePurpose;
  /** The attribute that the code verifies: the address it was sent to. */
  attribute: string;
}

/** Which code to compare with; with `attribute` undefined any of the purpose. */
export interface CodeSearch {
  sub: string;
  purpose: CodePurpose;
  attribute: string | undefined;
}

export interface GivenCode {
  value: string;
  /** Milliseconds. */
  now: number;
}

export type CodeVerdict =
  | { verdict: "right"; attribute: string; destination: string }
  | { verdict: "wrong" }
  | { verdict: "absent" };

/** Keeps the codes that were mailed or texted, as HMACs under the pool's secret. */
export interface CodeStore {
  /** Puts a code in the place of an earlier one of that key. @throws ResourceNotFoundException for a pool that is gone */
  put(
    tx: CognitoUnit,
    pool: UserPool,
    key: CodeKey,
    code: { value: string; destination: string; now: number },
  ): Promise<void>;
  /**
   * Compares, and uses the code up when it is right. "absent" covers codes never asked for, used and expired. With `attribute`
   * undefined any code of the purpose will do; the answer names its attribute and where it was sent.
   */
  take(tx: CognitoUnit, pool: UserPool, key: CodeSearch, given: GivenCode): Promise<CodeVerdict>;
  /** Compares like `take` and leaves the code as it is: for what must be known before slow work whose unit then takes it. */
  check(db: CognitoReader, pool: UserPool, key: CodeSearch, given: GivenCode): Promise<CodeVerdict>;
  /** Deletes at most `most` codes that expired before `before`; how many. */
  purge(tx: CognitoUnit, before: number, most: number): Promise<number>;
}

export const codeStore: CodeStore = {
  async put(tx, pool, { sub, purpose, attribute }, { value, destination, now }) {
    await assertPoolRemains(tx, pool.id);
    const row = {
      pool_id: pool.id,
      sub,
      purpose,
      attribute,
      hash: hashOf(pool, { sub, purpose, attribute }, value),
      destination,
      failures: 0,
      sent_at: now,
      expires_at: now + CODE_LIFETIME[purpose],
    };
    await tx.db
      .insertInto("codes")
      .values(row)
      .onConflict((conflict) => conflict.columns(["pool_id", "sub", "purpose", "attribute"]).doUpdateSet(row))
      .execute();
  },

  async take(tx, pool, key, given) {
    const verdict = await codeStore.check(tx.db, pool, key, given);
    if (verdict.verdict !== "right") return verdict;
    await tx.db
      .deleteFrom("codes")
      .where("pool_id", "=", pool.id)
      .where("sub", "=", key.sub)
      .where("purpose", "=", key.purpose)
      .where("attribute", "=", verdict.attribute)
      .execute();
    return verdict;
  },

  async check(db, pool, { sub, purpose, attribute }, { value, now }) {
    let query = db
      .selectFrom("codes")
      .selectAll()
      .where("pool_id", "=", pool.id)
      .where("sub", "=", sub)
      .where("purpose", "=", purpose)
      .where("expires_at", ">", now);
    if (attribute !== undefined) query = query.where("attribute", "=", attribute);
    const rows = await query.execute();
    if (rows.length === 0) return { verdict: "absent" };
    const right = rows.find((row) =>
      timingSafeEqual(
        Buffer.from(row.hash),
        Buffer.from(hashOf(pool, { sub, purpose, attribute: row.attribute }, value)),
      ),
    );
    if (right === undefined) return { verdict: "wrong" };
    return { verdict: "right", attribute: right.attribute, destination: right.destination };
  },

  purge: (tx, before, most) =>
    deleteExpired(
      tx,
      { table: "codes", key: ["pool_id", "sub", "purpose", "attribute"], until: ["expires_at"] },
      before,
      most,
    ),
};

/** Six digits are guessed in no time from a plain hash; the key is the pool's secret, which is sealed at rest. */
function hashOf(pool: UserPool, { sub, purpose, attribute }: CodeKey, value: string): string {
  return createHmac("sha256", pool.secret)
    .update(JSON.stringify(["code", purpose, sub, attribute, value]))
    .digest("base64url");
}
