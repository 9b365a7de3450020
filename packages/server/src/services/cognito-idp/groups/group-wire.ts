import type { GroupType } from "../../../models/cognito-idp/types.ts";
import type { Group } from "./group.ts";

/** A group in answers: what was never set is absent, a precedence of 0 is not (recorded). */
export function groupType(group: Group): GroupType {
  return {
    GroupName: group.name,
    UserPoolId: group.poolId,
    Description: group.description,
    RoleArn: group.roleArn,
    Precedence: group.precedence,
    CreationDate: new Date(group.createdAt),
    LastModifiedDate: new Date(group.modifiedAt),
  };
}
