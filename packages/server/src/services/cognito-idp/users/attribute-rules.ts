import type { AttributeType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { AttributeDefinition } from "../pools/attribute-definition.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import { isEmail, isPhoneNumber } from "./contact-formats.ts";
import { assertPreferredUsername } from "./username-rules.ts";

/** Who writes attributes: an administrator, or a user through a client that may write `writable`. */
export type AttributeWriter = { kind: "admin" } | { kind: "client"; writable: ReadonlySet<string> };

/** The attributes that hold an address, each with a flag `<name>_verified`. */
export const VERIFIABLE: readonly VerifiableAttribute[] = ["email", "phone_number"];

/** Set by codes and administrators, never by users (recorded for sign-up and update). */
const VERIFIED_FLAGS: readonly string[] = VERIFIABLE.map((name) => `${name}_verified`);

/** Kept by the service: nobody writes them. */
const KEPT_BY_SERVICE: readonly string[] = ["sub", "identities"];

export function isVerifiable(name: string): name is VerifiableAttribute {
  return VERIFIABLE.some((attribute) => attribute === name);
}

/** Each name with its last value: earlier ones are neither refused nor looked at (recorded). */
export function lastValues(given: readonly AttributeType[]): Map<string, string | undefined> {
  return new Map(given.map(({ Name, Value }) => [Name, Value]));
}

export function definitionOf(pool: UserPool, name: string): AttributeDefinition | undefined {
  return pool.schema.find((definition) => definition.name === name);
}

/** The attributes that the pool requires and `attributes` lacks, in the schema's order; `sub` aside. */
export function missingRequiredAttributes(pool: UserPool, attributes: Readonly<Record<string, string>>): string[] {
  return pool.schema
    .filter(({ name, required }) => required && name !== "sub" && !attributes[name])
    .map(({ name }) => name);
}

/**
 * Whether the writer may touch the attribute at all, whatever its value and whether or not the schema knows it.
 *
 * @throws InvalidParameterException for what the service keeps, NotAuthorizedException for a developer's attribute
 */
export function assertMayWrite(name: string, by: AttributeWriter): void {
  if (KEPT_BY_SERVICE.includes(name)) throw errors.attributeNotMutable(name);
  if (by.kind === "admin") return;
  if (VERIFIED_FLAGS.includes(name)) throw errors.attributeNotMutable(name);
  if (name.startsWith("dev:")) throw errors.attributeNotWritable();
}

/**
 * Whether the client's WriteAttributes hold an attribute of the schema.
 *
 * @throws NotAuthorizedException
 */
export function assertWritable(name: string, by: AttributeWriter): void {
  if (by.kind === "client" && !by.writable.has(name)) throw errors.attributeNotWritable();
}

/**
 * What the attribute's meaning asks of a value beyond its definition.
 *
 * @throws InvalidParameterException
 */
export function assertMeaning(pool: UserPool, name: string, value: string): void {
  if (name === "email" && !isEmail(value)) throw errors.invalidEmail();
  if (name === "phone_number" && !isPhoneNumber(value)) throw errors.invalidPhoneNumber();
  if (name === "preferred_username") assertPreferredUsername(pool, value);
}

/**
 * An alias may not be claimed before its account is confirmed (quoted: amplify-js issue 1669).
 *
 * @throws InvalidParameterException
 */
export function assertPreferredNameAllowed(pool: UserPool): void {
  if (pool.identity.aliasAttributes.includes("preferred_username")) throw errors.preferredUsernameOfUnconfirmed();
}

/**
 * A flag without its address would verify whatever address comes next (assumed).
 *
 * @throws InvalidParameterException
 */
export function assertFlagsHaveAddresses(attributes: Readonly<Record<string, string>>): void {
  for (const name of VERIFIABLE) {
    if (attributes[`${name}_verified`] === "true" && attributes[name] === undefined) {
      throw errors.verifiedWithoutValue(name);
    }
  }
}

/** Takes an attribute away, and with an address its flag (recorded) and what waited to replace it. */
export function removeAttribute(
  name: string,
  attributes: Record<string, string>,
  pendingAttributes: Record<string, string>,
): void {
  delete attributes[name];
  delete pendingAttributes[name];
  if (isVerifiable(name)) delete attributes[`${name}_verified`];
}
