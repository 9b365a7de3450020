import { sql } from "kysely";
import { countRows } from "../../../storage/count-rows.ts";
import { deleteChosen } from "../../../storage/delete-chosen.ts";
import { type KeyPage, pageByKey } from "../../../storage/key-page.ts";
import { prepared } from "../../../storage/prepared.ts";
import type { CognitoReader, CognitoTables, CognitoUnit } from "../tables.ts";
import type { User } from "../users/user.ts";
import { toUser } from "../users/user-row.ts";
import type { Group } from "./group.ts";
import { toGroup } from "./group-store.ts";

/** A user's place in a group. */
export interface Membership {
  poolId: string;
  groupName: string;
  sub: string;
}

/**
 * Keeps who is in which group. Lists are in the order of group names or of subs: AWS's order is by neither name nor precedence nor time
 * of joining (recorded), so that no client may count on one, and a key that never changes neither loses nor repeats anything.
 */
export interface MemberStore {
  /** False when the user is in the group already. The caller has seen both in this unit. */
  add(tx: CognitoUnit, membership: Membership, now: number): Promise<boolean>;
  /** False when the user is not in such a group. */
  remove(tx: CognitoUnit, membership: Membership): Promise<boolean>;
  /** Deletes at most `most` of the memberships that a group has beyond {@link REMOVED_WITH_A_GROUP}; how many. */
  removeSurplus(tx: CognitoUnit, group: { poolId: string; name: string }, most: number): Promise<number>;
  /** How many groups the user is in, as this unit sees it. */
  countGroups(tx: CognitoUnit, poolId: string, sub: string): Promise<number>;
  /** A page of the user's groups, whose names begin after `after`. */
  listGroups(db: CognitoReader, user: { poolId: string; sub: string }, page: KeyPage): Promise<Group[]>;
  /** A page of the group's users, whose subs begin after `after`. */
  listUsers(db: CognitoReader, group: { poolId: string; name: string }, page: KeyPage): Promise<User[]>;
}

/** How many memberships at most the unit that deletes a group takes along, besides those made meanwhile. */
export const REMOVED_WITH_A_GROUP = 1000;

/** Every token asks for it. */
const groupsAfter = prepared(
  (db: CognitoReader, { poolId, sub, after, limit }: { poolId: string; sub: string; after: string; limit: number }) => {
    const ofUser = db
      .selectFrom("group_members")
      .innerJoin("groups", (join) =>
        join
          .onRef("groups.pool_id", "=", "group_members.pool_id")
          .onRef("groups.name", "=", "group_members.group_name"),
      )
      .selectAll("groups")
      .where("group_members.pool_id", "=", poolId)
      .where("group_members.sub", "=", sub);
    return pageByKey(ofUser, "group_members.group_name", { after, limit });
  },
);

export const memberStore: MemberStore = {
  async add(tx, { poolId, groupName, sub }, now) {
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto("group_members")
      .values({ pool_id: poolId, group_name: groupName, sub, added_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },

  async remove(tx, { poolId, groupName, sub }) {
    const { numDeletedRows } = await tx.db
      .deleteFrom("group_members")
      .where("pool_id", "=", poolId)
      .where("group_name", "=", groupName)
      .where("sub", "=", sub)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  },

  removeSurplus(tx, { poolId, name }, most) {
    const ofGroup = sql`pool_id = ${poolId} and group_name = ${name}`;
    const last = sql`select sub from group_members where ${ofGroup} order by sub limit 1 offset ${sql.lit(REMOVED_WITH_A_GROUP - 1)}`;
    const where = sql`${ofGroup} and sub > (${last})`;
    return deleteChosen<CognitoTables, "group_members">(
      tx,
      { table: "group_members", key: ["pool_id", "group_name", "sub"], where },
      most,
    );
  },

  async countGroups(tx, poolId, sub) {
    return await countRows(tx.db.selectFrom("group_members").where("pool_id", "=", poolId).where("sub", "=", sub));
  },

  async listGroups(db, { poolId, sub }, { after, limit }) {
    const { rows } = await groupsAfter(db, { poolId, sub, after, limit });
    return rows.map(toGroup);
  },

  async listUsers(db, { poolId, name }, page) {
    const ofGroup = db
      .selectFrom("group_members")
      .innerJoin("users", (join) =>
        join.onRef("users.pool_id", "=", "group_members.pool_id").onRef("users.sub", "=", "group_members.sub"),
      )
      .selectAll("users")
      .where("group_members.pool_id", "=", poolId)
      .where("group_members.group_name", "=", name);
    const rows = await pageByKey(ofGroup, "group_members.sub", page).execute();
    return rows.map(toUser);
  },
};
