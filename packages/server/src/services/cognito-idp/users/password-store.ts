import type { Sealer } from "../../../platform/sealing.ts";
import { prepared } from "../../../storage/prepared.ts";
import type { CognitoReader, CognitoUnit } from "../tables.ts";
import { statusOf, type User } from "./user.ts";
import type { UserPassword } from "./user-password.ts";

/** A user's passwords with the stamp that a later change compares. */
export interface StampedPassword extends UserPassword {
  stamp: string;
}

/** What may have changed since a password was proven. */
export interface Standing extends Pick<User, "status" | "enabled"> {
  /** Of the present password; undefined when there is none. */
  stamp: string | undefined;
}

/** Keeps users' passwords, sealed, apart from the users: only sign-in and changes of passwords read them. */
export interface PasswordStore {
  password(db: CognitoReader, poolId: string, sub: string): Promise<StampedPassword | undefined>;
  /** What a proof is worth by now, in one look and without unsealing anything. Undefined when the user is gone. */
  standing(db: CognitoReader, poolId: string, sub: string): Promise<Standing | undefined>;
  /**
   * `seen` is the stamp that was read, undefined when there was no password: false when another change came first. Codes to reset the
   * password end with it, unless it is the same one in another form: whoever read the user's mail before must not undo the change.
   */
  setPassword(
    tx: CognitoUnit,
    user: { poolId: string; sub: string },
    password: UserPassword,
    stamps: { seen: string | undefined; next: string; samePassword?: boolean },
  ): Promise<boolean>;
}

/** Whose row. */
export type OneUser = { poolId: string; sub: string };

const passwordRow = prepared((db: CognitoReader, { poolId, sub }: OneUser) =>
  db
    .selectFrom("user_passwords")
    .select(["passwords_sealed", "stamp"])
    .where("pool_id", "=", poolId)
    .where("sub", "=", sub),
);

/** A user with the password, if any: nothing is selected yet. */
export const userAndPassword = (db: CognitoReader, { poolId, sub }: OneUser) =>
  db
    .selectFrom("users")
    .leftJoin("user_passwords", (join) =>
      join.onRef("user_passwords.pool_id", "=", "users.pool_id").onRef("user_passwords.sub", "=", "users.sub"),
    )
    .where("users.pool_id", "=", poolId)
    .where("users.sub", "=", sub);

const standingRow = prepared((db: CognitoReader, user: OneUser) =>
  userAndPassword(db, user).select(["users.status", "users.enabled", "user_passwords.stamp"]),
);

export function createPasswordStore(sealer: Sealer): PasswordStore {
  return {
    async password(db, poolId, sub) {
      const [row] = (await passwordRow(db, { poolId, sub })).rows;
      return row && openPassword(sealer, { poolId, sub }, row);
    },

    async standing(db, poolId, sub) {
      const [row] = (await standingRow(db, { poolId, sub })).rows;
      return row && standingOf(row);
    },

    async setPassword(tx, { poolId, sub }, { current, history, temporarySince }, { seen, next, samePassword = false }) {
      const passwords_sealed = sealer.seal(
        JSON.stringify({ current, history, temporarySince }),
        passwordPlace(poolId, sub),
      );
      if (seen === undefined) {
        const { numInsertedOrUpdatedRows } = await tx.db
          .insertInto("user_passwords")
          .values({ pool_id: poolId, sub, passwords_sealed, stamp: next })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirstOrThrow();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await tx.db
        .updateTable("user_passwords")
        .set({ passwords_sealed, stamp: next })
        .where("pool_id", "=", poolId)
        .where("sub", "=", sub)
        .where("stamp", "=", seen)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 1n && !samePassword) {
        await tx.db
          .deleteFrom("codes")
          .where("pool_id", "=", poolId)
          .where("sub", "=", sub)
          .where("purpose", "=", "reset-password")
          .execute();
      }
      return numUpdatedRows === 1n;
    },
  };
}

/** @param row of `userAndPassword` */
export function standingOf(row: { status: string; enabled: number; stamp: string | null }): Standing {
  return { status: statusOf(row), enabled: row.enabled === 1, stamp: row.stamp ?? undefined };
}

/** Unseals a row's passwords. */
export function openPassword(
  sealer: Sealer,
  { poolId, sub }: OneUser,
  row: { passwords_sealed: string; stamp: string },
): StampedPassword {
  const opened = sealer.open(row.passwords_sealed, passwordPlace(poolId, sub)).toString("utf8");
  const { current, history, temporarySince }: UserPassword = JSON.parse(opened);
  return { current, history, temporarySince, stamp: row.stamp };
}

const passwordPlace = (poolId: string, sub: string) => ({
  table: "user_passwords",
  row: `${poolId}/${sub}`,
  column: "passwords_sealed",
});
