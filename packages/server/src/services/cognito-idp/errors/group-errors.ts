import { error, invalidParameter, limitExceeded, notFound } from "./error-types.ts";

/** Errors of groups; for the marks see errors.ts. */
export const groupErrors = {
  groupNotFound: () => notFound("Group not found."), // R
  groupExists: () => error("GroupExistsException")("A group with the name already exists."), // R
  groupLimitReached: () => limitExceeded("Maximum number of groups reached."), // A
  /** AdminAddUserToGroup declares no LimitExceededException. */
  groupMembershipLimitReached: () => invalidParameter("Maximum number of groups for a user reached."), // A
  invalidRoleArn: () => invalidParameter("Invalid RoleArn."), // A
  roleOfOtherAccount: () => invalidParameter("Cross-account pass role is not allowed."), // R (text)
} as const;
