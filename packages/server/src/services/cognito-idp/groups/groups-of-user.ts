import type { CognitoReader } from "../tables.ts";
import type { Group } from "./group.ts";
import { memberStore } from "./member-store.ts";
import { MOST_GROUPS_OF_A_USER } from "./quotas.ts";

/** All groups of a user, by name: what the tokens tell. */
export function groupsOfUser(db: CognitoReader, poolId: string, sub: string): Promise<Group[]> {
  return memberStore.listGroups(db, { poolId, sub }, { after: "", limit: MOST_GROUPS_OF_A_USER });
}
