import type { User } from "./user.ts";

/** The attributes that ListUsers can filter by (API reference, ListUsers, "Filter"). */
export const SEARCHABLE_ATTRIBUTES = [
  "username",
  "sub",
  "status",
  "cognito:user_status",
  "email",
  "phone_number",
  "name",
  "given_name",
  "family_name",
  "preferred_username",
] as const;

export type SearchableAttribute = (typeof SEARCHABLE_ATTRIBUTES)[number];

export interface SearchableValue {
  attribute: SearchableAttribute;
  value: string;
}

/** What is computed of a user rather than kept as an attribute. */
const COMPUTED: Partial<Record<SearchableAttribute, (user: User) => string>> = {
  username: (user) => user.username,
  sub: (user) => user.sub,
  status: (user) => (user.enabled ? "Enabled" : "Disabled"),
  "cognito:user_status": (user) => user.status,
};

/** Every value by which a user is found, one for each searchable attribute the user has. */
export function searchableValues(user: User): SearchableValue[] {
  return SEARCHABLE_ATTRIBUTES.flatMap((attribute) => {
    const value = COMPUTED[attribute]?.(user) ?? user.attributes[attribute];
    return value === undefined ? [] : [{ attribute, value: comparable(attribute, value) }];
  });
}

/** A Filter holds at most 256 characters, so nothing longer can be asked for; databases limit what one index entry may hold. */
const LONGEST = 256;

/**
 * The form in which values are compared: well-formed, without NUL, which PostgreSQL's text cannot hold, and cut to what a filter can name. The reference calls `cognito:user_status` case-insensitive, `username` and `status`
 * case-sensitive and says nothing of the others: they compare exactly too (assumed), so that a filter never finds
 * a user whom AWS would not.
 */
export function comparable(attribute: SearchableAttribute, value: string): string {
  const kept = Array.from(value.toWellFormed().replaceAll("\0", "\ufffd")).slice(0, LONGEST).join("");
  return attribute === "cognito:user_status" ? kept.toUpperCase() : kept;
}

export function isSearchable(name: string): name is SearchableAttribute {
  return SEARCHABLE_ATTRIBUTES.some((attribute) => attribute === name);
}
