/**
 * Cognito keeps users in a directory that speaks SCIM and lets its names show through where a whole set of attributes is judged. Recorded:
 * family_name. Quoted by several third parties: name, nickname, email, phone_number, address. The rest is assumed.
 */
const PATHS = new Map([
  ["name", "name.formatted"],
  ["given_name", "name.givenName"],
  ["family_name", "name.familyName"],
  ["middle_name", "name.middleName"],
  ["nickname", "nickName"],
  ["preferred_username", "preferredUsername"],
  ["profile", "profileUrl"],
  ["email", "emails"],
  ["phone_number", "phoneNumbers"],
  ["address", "addresses"],
]);

/** How SignUp, AdminCreateUser and deletions name an attribute in their messages. */
export function scimPath(name: string): string {
  return PATHS.get(name) ?? name;
}

/** How deletions name a custom attribute whose definition they quote (recorded). */
export function scimExtensionPath(name: string): string {
  return name.startsWith("custom:") ? `Custom.User.${name.slice("custom:".length)}` : scimPath(name);
}

/** The sentence that a required attribute is missing, as in `Attributes did not conform to the schema: …`. */
export function requiredDetail(name: string): string {
  const path = scimPath(name);
  return `${path}: The attribute ${path} is required`;
}

/** The sentence that the pool's schema knows no such attribute. */
export function unknownDetail(name: string): string {
  return `Type for attribute {${name}} could not be determined`;
}
