import type { UpdateGroupRequest } from "../../../models/cognito-idp/types.ts";
import type { CognitoContext } from "../operation.ts";
import type { Group } from "./group.ts";
import { assertGroupRole } from "./group-role.ts";

/** What a request can say of a group; only what it does say is present. */
export type GroupSettings = Partial<Pick<Group, "description" | "precedence" | "roleArn">>;

/**
 * The settings in a CreateGroup or UpdateGroup. An empty description says nothing (recorded for UpdateGroup). The role is judged before
 * anybody looks whether there is such a group (recorded: group_authority_workflows).
 *
 * @throws InvalidParameterException
 */
export function groupSettings(
  ctx: CognitoContext,
  input: Pick<UpdateGroupRequest, "Description" | "Precedence" | "RoleArn">,
): GroupSettings {
  const { Description: description, Precedence: precedence, RoleArn: roleArn } = input;
  if (roleArn !== undefined) assertGroupRole(ctx, roleArn);
  return {
    ...(description && { description }),
    ...(precedence !== undefined && { precedence }),
    ...(roleArn !== undefined && { roleArn }),
  };
}
