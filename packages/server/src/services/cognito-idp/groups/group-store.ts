import type { CognitoReader, CognitoTables } from "../tables.ts";
import type { Group } from "./group.ts";

/** The groups of a user, in the order of joining: AWS sorts them neither by name nor by precedence (recorded). */
export async function groupsOfUser(db: CognitoReader, poolId: string, sub: string): Promise<Group[]> {
  const rows = await db
    .selectFrom("group_members")
    .innerJoin("groups", (join) =>
      join.onRef("groups.pool_id", "=", "group_members.pool_id").onRef("groups.name", "=", "group_members.group_name"),
    )
    .selectAll("groups")
    .where("group_members.pool_id", "=", poolId)
    .where("group_members.sub", "=", sub)
    .orderBy("group_members.added_at")
    .orderBy("groups.name")
    .execute();
  return rows.map(toGroup);
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
