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

/** What AWS lists first, in this order; the telephone's place is assumed. */
const LISTED_FIRST = [
  ...["email", "email_verified", "phone_number", "phone_number_verified"],
  ...["family_name", "given_name"],
];

/**
 * The attributes that `shown` lets through, in AWS's order whatever order they were given in: addresses, names, the other standard ones, the
 * pool's own, `sub` (recorded: stackd profile_workflows).
 */
function attributeList(user: User, shown: (name: string) => boolean = () => true): AttributeType[] {
  const given = Object.entries(user.attributes).sort(([a], [b]) => placeOf(a) - placeOf(b));
  return [...given, ["sub", user.sub] as const]
    .filter(([name]) => shown(name))
    .map(([Name, Value]) => ({ Name, Value }));
}

function placeOf(name: string): number {
  const place = LISTED_FIRST.indexOf(name);
  if (place >= 0) return place;
  return LISTED_FIRST.length + (name.includes(":") ? 1 : 0);
}

/** What GetUser answers through a client that reads `readable`. No MFA members: they are absent while no factor is set (recorded). */
export function getUserResponse(user: User, readable: ReadonlySet<string>): GetUserResponse {
  return { Username: user.username, UserAttributes: attributeList(user, (name) => readable.has(name)) };
}

export function adminGetUserResponse(user: User): AdminGetUserResponse {
  return { Username: user.username, UserAttributes: attributeList(user), ...recordOf(user) };
}

/** AdminCreateUser, ListUsers and ListUsersInGroup: attributes under `Attributes`, all of them unless `requested` says which. */
export function userType(user: User, requested?: readonly string[]): UserType {
  const shown = requested === undefined ? undefined : (name: string) => requested.includes(name);
  return { Username: user.username, Attributes: attributeList(user, shown), ...recordOf(user) };
}

/**
 * ListUsers' AttributesToGet, checked against the pool's schema; undefined for everything. An empty list asks for none, though the guide
 * shows it as asking for all (observed: aws-sdk-js issues 2203 and 2570).
 *
 * @throws InvalidParameterException
 */
export function requestedAttributes(pool: UserPool, names: readonly string[] | undefined): string[] | undefined {
  if (names === undefined) return undefined;
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
