/** What a token says of a group. */
export interface TokenGroup {
  name: string;
  /** Lower comes first; undefined never wins. */
  precedence: number | undefined;
  roleArn: string | undefined;
}

/** All absent when the user has no groups; the roles, when no group has one. */
export interface GroupClaims {
  "cognito:groups"?: string[];
  "cognito:preferred_role"?: string;
  "cognito:roles"?: string[];
}

/**
 * The claims that groups bring into an ID token; an access token takes `cognito:groups` only. Rules recorded from AWS (stackd
 * group_workflows): groups in any order; roles once each; the preferred role is that of the lowest precedence among the groups that have a role,
 * unless several of that precedence have different ones; a group without precedence never wins, not even alone.
 */
export function groupClaims(groups: readonly TokenGroup[]): GroupClaims {
  if (groups.length === 0) return {};
  const roles = new Set<string>();
  let lowest = Number.POSITIVE_INFINITY;
  let best = new Set<string>();
  for (const { precedence = Number.POSITIVE_INFINITY, roleArn } of groups) {
    if (roleArn === undefined) continue;
    roles.add(roleArn);
    if (precedence < lowest) {
      lowest = precedence;
      best = new Set([roleArn]);
    } else if (precedence === lowest && lowest !== Number.POSITIVE_INFINITY) {
      best.add(roleArn);
    }
  }
  const [preferred, ...rivals] = best;
  return {
    "cognito:groups": groups.map(({ name }) => name),
    ...(preferred !== undefined && rivals.length === 0 && { "cognito:preferred_role": preferred }),
    ...(roles.size > 0 && { "cognito:roles": [...roles] }),
  };
}
