import type { Sealer } from "../../../platform/sealing.ts";
import { countRows } from "../../../storage/count-rows.ts";
import { prepared } from "../../../storage/prepared.ts";
import { attemptStore } from "../limits/attempt-store.ts";
import { assertPoolRemains } from "../pools/require-pool.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { CognitoReader, CognitoStorage, CognitoUnit } from "../tables.ts";
import { signInNamesOf } from "./names.ts";
import { createPasswordStore, type OneUser, type PasswordStore } from "./password-store.ts";
import { searchableValues } from "./searchable.ts";
import { createSignInStore, type SignInStore } from "./sign-in-store.ts";
import { SUB_SHAPE } from "./sub.ts";
import type { User } from "./user.ts";
import { toRow, toUser } from "./user-row.ts";

/** A name or alias that another user already holds. `kind` is "username", "email", "phone_number" or "preferred_username". */
export class NameTaken extends Error {
  readonly kind: string;
  readonly holder: string;
  constructor(kind: string, holder: string) {
    super(`${kind} is taken`);
    this.kind = kind;
    this.holder = holder;
  }
}

/**
 * Keeps users, the names under which they sign in, the values by which they are searched, and (with `PasswordStore` and `SignInStore`) their
 * passwords.
 */
export interface UserStore extends PasswordStore, SignInStore {
  find(db: CognitoReader, poolId: string, sub: string): Promise<User | undefined>;
  /** The user who holds one of the folded keys, tried in order. */
  findByKeys(db: CognitoReader, poolId: string, keys: string[]): Promise<User | undefined>;
  /** @throws NameTaken, or ResourceNotFoundException for a pool that is gone; the unit must then be abandoned. */
  insert(tx: CognitoUnit, pool: UserPool, user: User): Promise<void>;
  /**
   * Replaces a user by what `change` makes of the present state; names and search values follow, and what was counted of the former names
   * counts for new ones. Gives the new state, or
   * undefined when the user is gone. @throws NameTaken, and whatever `change` throws.
   */
  change(tx: CognitoUnit, pool: UserPool, sub: string, change: (user: User) => User): Promise<User | undefined>;
  /** Removes the user and everything that belongs to the user: tokens, codes, sessions, memberships. */
  remove(tx: CognitoUnit, poolId: string, sub: string): Promise<boolean>;
  /** How many users the pool has. */
  count(poolId: string): Promise<number>;
}

const userRow = prepared((db: CognitoReader, { poolId, sub }: OneUser) =>
  db.selectFrom("users").selectAll().where("pool_id", "=", poolId).where("sub", "=", sub),
);

const userByName = prepared((db: CognitoReader, { poolId, key }: { poolId: string; key: string }) =>
  db
    .selectFrom("sign_in_names")
    .innerJoin("users", (join) =>
      join.onRef("users.pool_id", "=", "sign_in_names.pool_id").onRef("users.sub", "=", "sign_in_names.sub"),
    )
    .selectAll("users")
    .where("sign_in_names.pool_id", "=", poolId)
    .where("sign_in_names.key", "=", key),
);

const findUser: UserStore["find"] = async (db, poolId, sub) => {
  const [row] = (await userRow(db, { poolId, sub })).rows;
  return row && toUser(row);
};

export function createUserStore({ storage, sealer }: { storage: CognitoStorage; sealer: Sealer }): UserStore {
  return {
    ...createPasswordStore(sealer),
    ...createSignInStore(sealer),

    find: findUser,

    async findByKeys(db, poolId, keys) {
      for (const key of keys) {
        const [row] = (await userByName(db, { poolId, key })).rows;
        if (row) return toUser(row);
      }
      return undefined;
    },

    async insert(tx, pool, user) {
      await assertPoolRemains(tx, pool.id);
      await tx.db.insertInto("users").values(toRow(user)).execute();
      await addNames(tx, user, signInNamesOf(pool, user));
      await addSearchValues(tx, user, searchableValues(user));
    },

    async change(tx, pool, sub, change) {
      const before = await findUser(tx.db, pool.id, sub);
      if (before === undefined) return undefined;
      const after = { ...change(before), version: before.version + 1 };
      await tx.db
        .updateTable("users")
        .set(toRow(after))
        .where("pool_id", "=", pool.id)
        .where("sub", "=", sub)
        .execute();
      const oldNames = signInNamesOf(pool, before);
      const newNames = signInNamesOf(pool, after);
      for (const { key } of without(oldNames, newNames)) {
        await tx.db
          .deleteFrom("sign_in_names")
          .where("pool_id", "=", pool.id)
          .where("key", "=", key)
          .where("sub", "=", sub)
          .execute();
      }
      const added = without(newNames, oldNames);
      await addNames(tx, after, added);
      if (added.length > 0) {
        await attemptStore.inherit(tx, pool.id, { from: keysOf(oldNames), to: keysOf(added) });
      }
      const oldValues = searchableValues(before);
      const newValues = searchableValues(after);
      for (const { attribute, value } of without(oldValues, newValues)) {
        await tx.db
          .deleteFrom("user_search")
          .where("pool_id", "=", pool.id)
          .where("attribute", "=", attribute)
          .where("value", "=", value)
          .where("sub", "=", sub)
          .execute();
      }
      await addSearchValues(tx, after, without(newValues, oldValues));
      return after;
    },

    async remove(tx, poolId, sub) {
      const { numDeletedRows } = await tx.db
        .deleteFrom("users")
        .where("pool_id", "=", poolId)
        .where("sub", "=", sub)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      for (const table of TABLES_OF_A_USER) {
        await tx.db.deleteFrom(table).where("pool_id", "=", poolId).where("sub", "=", sub).execute();
      }
      // Families stay until they expire: a refresh token of a deleted user is told apart from one that never was.
      return true;
    },

    async count(poolId) {
      return await countRows(storage.db.selectFrom("users").where("pool_id", "=", poolId));
    },
  };
}

/** Tables whose rows belong to one user and go with the user. */
const TABLES_OF_A_USER = [
  "user_passwords",
  "sign_in_names",
  "user_search",
  "codes",
  "auth_sessions",
  "login_sessions",
  "authorization_codes",
  "group_members",
] as const;

async function addNames(tx: CognitoUnit, user: User, names: { key: string; kind: string }[]): Promise<void> {
  for (const { key, kind } of names) {
    const namesake = key !== user.sub && SUB_SHAPE.test(key) ? await findUser(tx.db, user.poolId, key) : undefined;
    if (namesake !== undefined) throw new NameTaken(kind, namesake.sub);
    // The constraint decides, not an earlier read: two concurrent sign-ups of one name never both pass.
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("sign_in_names")
      .values({ pool_id: user.poolId, key, sub: user.sub, kind })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) continue;
    const holder = await tx.db
      .selectFrom("sign_in_names")
      .select("sub")
      .where("pool_id", "=", user.poolId)
      .where("key", "=", key)
      .executeTakeFirst();
    if (holder?.sub !== user.sub) throw new NameTaken(kind, holder?.sub ?? "");
  }
}

async function addSearchValues(
  tx: CognitoUnit,
  user: User,
  values: { attribute: string; value: string }[],
): Promise<void> {
  if (values.length === 0) return;
  const rows = values.map(({ attribute, value }) => ({ pool_id: user.poolId, attribute, value, sub: user.sub }));
  await tx.db.insertInto("user_search").values(rows).execute();
}

const keysOf = (names: { key: string }[]): string[] => names.map(({ key }) => key);

/** The entries of `all` that `others` lacks. */
function without<T extends object>(all: T[], others: T[]): T[] {
  const known = new Set(others.map((entry) => JSON.stringify(entry)));
  return all.filter((entry) => !known.has(JSON.stringify(entry)));
}
