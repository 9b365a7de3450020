import type { AttributeType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { UserPool } from "../pools/user-pool.ts";
import {
  type AttributeWriter,
  assertFlagsHaveAddresses,
  assertMayWrite,
  assertMeaning,
  assertPreferredNameAllowed,
  assertWritable,
  definitionOf,
  lastValues,
  missingRequiredAttributes,
  VERIFIABLE,
} from "./attribute-rules.ts";
import { keptValue, valueProblem } from "./attribute-values.ts";
import { foldName } from "./names.ts";
import { requiredDetail, scimPath, unknownDetail } from "./scim-paths.ts";

/**
 * The attributes of a new user, `sub` aside. A value of "" is as good as none (quoted by third parties). Sign-up records that an
 * address is not verified; an administrator's word stands as given, also when there is none (both recorded). An administrator may leave
 * out what the pool requires: the user is asked for it at the first sign-in (documented: AdminCreateUser, UserAttributes).
 *
 * @param implied what the user name itself gives: see `newUsername`
 * @throws InvalidParameterException, NotAuthorizedException; the first bad attribute ends it
 */
export function newUserAttributes(
  pool: UserPool,
  { given, implied, by }: { given: readonly AttributeType[]; implied: Record<string, string>; by: AttributeWriter },
): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of lastValues(given)) {
    assertMayWrite(name, by);
    const definition = definitionOf(pool, name);
    if (!definition) throw errors.attributesDoNotConform(unknownDetail(name));
    assertWritable(name, by);
    if (value === undefined) throw errors.attributeValueNull(name);
    if (value === "") continue;
    if (name === "preferred_username" && by.kind === "client") assertPreferredNameAllowed(pool);
    const problem = valueProblem(definition, value);
    if (problem !== undefined) throw errors.attributesDoNotConform(`${scimPath(name)}: ${problem}`);
    assertMeaning(pool, name, value);
    attributes[name] = keptValue(definition, value);
  }
  for (const [name, value] of Object.entries(implied)) {
    const own = attributes[name];
    if (own !== undefined && foldName(pool, own) !== foldName(pool, value)) {
      throw errors.usernameMismatchesAttribute(name);
    }
    attributes[name] = own ?? value;
  }
  if (by.kind === "client") {
    const missing = missingRequiredAttributes(pool, attributes);
    if (missing.length > 0) throw errors.attributesDoNotConform(missing.map(requiredDetail).join(", "));
    for (const name of VERIFIABLE) if (attributes[name] !== undefined) attributes[`${name}_verified`] = "false";
  }
  assertFlagsHaveAddresses(attributes);
  return attributes;
}
