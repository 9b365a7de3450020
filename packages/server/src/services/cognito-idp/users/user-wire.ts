import type {
  AdminGetUserResponse,
  AttributeType,
  GetUserResponse,
  UserType,
} from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { IDENTITIES } from "../pools/standard-attributes.ts";
import type { UserPool } from "../pools/user-pool.ts";
import type { User } from "./user.ts";

/** The attributes that `shown` lets through, in the order in which they were given, `sub` last (recorded). */
function attributeList(user: User, shown: (name: string) => boolean = () => true): AttributeType[] {
  const all = [...Object.entries(user.attributes), ["sub", user.sub] as const];
  return all.filter(([name]) => shown(name)).map(([Name, Value]) => ({ Name, Value }));
}

/** What GetUser answers through a client that reads `readable`. No MFA members: they are absent while no factor is set (recorded). */
export function getUserResponse(user: User, readable: ReadonlySet<string>): GetUserResponse {
  return { Username: user.username, UserAttributes: attributeList(user, (name) => readable.has(name)) };
}

export function adminGetUserResponse(user: User): AdminGetUserResponse {
  return { Username: user.username, UserAttributes: attributeList(user), ...recordOf(user) };
}

/** AdminCreateUser, ListUsers and ListUsersInGroup: attributes under `Attributes`, only the `requested` ones when any are. */
export function userType(user: User, requested?: readonly string[]): UserType {
  const shown = requested === undefined ? undefined : (name: string) => requested.includes(name);
  return { Username: user.username, Attributes: attributeList(user, shown), ...recordOf(user) };
}

/**
 * ListUsers' AttributesToGet, checked against the pool's schema; undefined for everything.
 *
 * @throws InvalidParameterException
 */
export function requestedAttributes(pool: UserPool, names: readonly string[] | undefined): string[] | undefined {
  if (names === undefined || names.length === 0) return undefined;
  const known = new Set([...pool.schema, IDENTITIES].map(({ name }) => name));
  if (names.some((name) => !known.has(name))) throw errors.requestedAttributesUnknown();
  return [...names];
}

function recordOf(user: User) {
  return {
    Enabled: user.enabled,
    UserStatus: user.status,
    UserCreateDate: new Date(user.createdAt),
    UserLastModifiedDate: new Date(user.modifiedAt),
  };
}
