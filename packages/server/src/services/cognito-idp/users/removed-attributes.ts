import { errors } from "../errors.ts";
import type { UserPool } from "../pools/user-pool.ts";
import {
  type AttributeWriter,
  assertMayWrite,
  assertWritable,
  definitionOf,
  removeAttribute,
} from "./attribute-rules.ts";
import type { ChangedAttributes } from "./changed-attributes.ts";
import { requiredDetail, scimExtensionPath, unknownDetail } from "./scim-paths.ts";
import type { User } from "./user.ts";

/**
 * What a user's attributes become by a deletion. Removing one that the user does not have succeeds (recorded).
 *
 * @throws InvalidParameterException, NotAuthorizedException
 */
export function withoutAttributes(
  pool: UserPool,
  user: Pick<User, "attributes" | "pendingAttributes">,
  { names, by }: { names: readonly string[]; by: AttributeWriter },
): Pick<ChangedAttributes, "attributes" | "pendingAttributes"> {
  const attributes = { ...user.attributes };
  const pendingAttributes = { ...user.pendingAttributes };
  for (const name of names) {
    assertMayWrite(name, by);
    const definition = definitionOf(pool, name);
    if (!definition) throw errors.invalidUserAttributes(unknownDetail(name));
    assertWritable(name, by);
    if (definition.required) throw errors.invalidUserAttributes(requiredDetail(name));
    if (!definition.mutable) {
      throw errors.invalidUserAttributes(
        `${scimExtensionPath(name)}: This attribute does not satisfy the mutability validation defined in the schema.`,
      );
    }
    removeAttribute(name, attributes, pendingAttributes);
  }
  return { attributes, pendingAttributes };
}
