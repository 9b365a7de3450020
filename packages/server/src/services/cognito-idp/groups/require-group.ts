import { errors } from "../errors.ts";
import type { CognitoReader } from "../tables.ts";
import type { Group } from "./group.ts";
import { groupStore } from "./group-store.ts";

/** The group of that name in the pool. @throws ResourceNotFoundException */
export async function requireGroup(db: CognitoReader, poolId: string, name: string): Promise<Group> {
  const group = await groupStore.find(db, poolId, name);
  if (group === undefined) throw errors.groupNotFound();
  return group;
}
