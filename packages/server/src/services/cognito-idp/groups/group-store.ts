import { countRows } from "../../../storage/count-rows.ts";
import { type KeyPage, pageByKey } from "../../../storage/key-page.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import type { Group } from "./group.ts";

/** Keeps the groups of user pools. Names are unique in their pool and compared by code point. */
export interface GroupStore {
  find(db: CognitoReader, poolId: string, name: string): Promise<Group | undefined>;
  /** False when the pool has a group of that name. */
  insert(tx: CognitoUnit, group: Group): Promise<boolean>;
  /** Replaces everything but the name and the time of creation. */
  update(tx: CognitoUnit, group: Group): Promise<void>;
  /** Removes the group and its memberships; its users stay. False when there is no such group. */
  remove(tx: CognitoUnit, poolId: string, name: string): Promise<boolean>;
  /** How many groups the pool has, as this unit sees it. */
  count(tx: CognitoUnit, poolId: string): Promise<number>;
  /** A page in the order of the names, which begin after `after`. */
  list(db: CognitoReader, poolId: string, page: KeyPage): Promise<Group[]>;
}

export const groupStore: GroupStore = {
  async find(db, poolId, name) {
    const row = await db
      .selectFrom("groups")
      .selectAll()
      .where("pool_id", "=", poolId)
      .where("name", "=", name)
      .executeTakeFirst();
    return row && toGroup(row);
  },

  async insert(tx, group) {
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("groups")
      .values(toRow(group))
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },

  async update(tx, group) {
    const { description, precedence, role_arn, modified_at } = toRow(group);
    await tx.db
      .updateTable("groups")
      .set({ description, precedence, role_arn, modified_at })
      .where("pool_id", "=", group.poolId)
      .where("name", "=", group.name)
      .execute();
  },

  async remove(tx, poolId, name) {
    const { numDeletedRows } = await tx.db
      .deleteFrom("groups")
      .where("pool_id", "=", poolId)
      .where("name", "=", name)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await tx.db.deleteFrom("group_members").where("pool_id", "=", poolId).where("group_name", "=", name).execute();
    return true;
  },

  async count(tx, poolId) {
    return await countRows(tx.db.selectFrom("groups").where("pool_id", "=", poolId));
  },

  async list(db, poolId, page) {
    const ofPool = db.selectFrom("groups").selectAll().where("pool_id", "=", poolId);
    const rows = await pageByKey(ofPool, "name", page).execute();
    return rows.map(toGroup);
  },
};

function toRow(group: Group): CognitoTables["groups"] {
  return {
    pool_id: group.poolId,
    name: group.name,
    description: group.description ?? null,
    precedence: group.precedence ?? null,
    role_arn: group.roleArn ?? null,
    created_at: group.createdAt,
    modified_at: group.modifiedAt,
  };
}

export function toGroup(row: CognitoTables["groups"]): Group {
  return {
    poolId: row.pool_id,
    name: row.name,
    description: row.description ?? undefined,
    precedence: row.precedence ?? undefined,
    roleArn: row.role_arn ?? undefined,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  };
}
