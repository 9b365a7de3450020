import type { AttributeType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { UserPool, VerifiableAttribute } from "../pools/user-pool.ts";
import {
  type AttributeWriter,
  assertFlagsHaveAddresses,
  assertMayWrite,
  assertMeaning,
  assertPreferredNameAllowed,
  assertWritable,
  definitionOf,
  lastValues,
  removeAttribute,
  VERIFIABLE,
} from "./attribute-rules.ts";
import { keptValue, valueProblem } from "./attribute-values.ts";
import { requiredDetail } from "./scim-paths.ts";
import type { User } from "./user.ts";

/** What a user's attributes come to. */
export interface ChangedAttributes {
  attributes: Record<string, string>;
  pendingAttributes: Record<string, string>;
  /** Addresses among the given ones that are not verified now: those a code may be sent to. */
  toVerify: VerifiableAttribute[];
}

/**
 * What a user's attributes become by an update. "" removes an optional attribute. Another address is not verified, unless an
 * administrator says so in the same call; where the pool asks for verification before the update, it waits while the old one stays.
 * An address given again unchanged keeps its flag (assumed).
 *
 * @throws InvalidParameterException, NotAuthorizedException; the first bad attribute ends it and nothing changes (recorded)
 */
export function changedAttributes(
  pool: UserPool,
  user: Pick<User, "attributes" | "pendingAttributes" | "status">,
  { given, by }: { given: readonly AttributeType[]; by: AttributeWriter },
): ChangedAttributes {
  const attributes = { ...user.attributes };
  const pendingAttributes = { ...user.pendingAttributes };
  const values = lastValues(given);
  for (const [name, value] of values) {
    const kept = acceptedValue(pool, user, { name, value, by });
    if (kept === "") removeAttribute(name, attributes, pendingAttributes);
    else attributes[name] = kept;
  }
  for (const name of VERIFIABLE) settleAddress(pool, user, { name, values, attributes, pendingAttributes });
  assertFlagsHaveAddresses(attributes);
  const toVerify = VERIFIABLE.filter(
    (name) => values.get(name) && (pendingAttributes[name] !== undefined || attributes[`${name}_verified`] !== "true"),
  );
  return { attributes, pendingAttributes, toVerify };
}

/** The value as it will be kept, "" to remove it; throws when the writer may not set it. */
function acceptedValue(
  pool: UserPool,
  user: Pick<User, "status">,
  { name, value, by }: { name: string; value: string | undefined; by: AttributeWriter },
): string {
  assertMayWrite(name, by);
  const definition = definitionOf(pool, name);
  if (!definition) throw errors.attributeUpdateRefused(name, "Attribute does not exist in the schema.");
  assertWritable(name, by);
  if (value === undefined) throw errors.attributeValueNull(name);
  if (!definition.mutable) throw errors.attributeUpdateRefused(name, "Attribute cannot be updated.");
  if (value === "") {
    if (definition.required) throw errors.invalidUserAttributes(requiredDetail(name));
    return "";
  }
  if (name === "preferred_username" && user.status === "UNCONFIRMED") assertPreferredNameAllowed(pool);
  const problem = valueProblem(definition, value);
  if (problem !== undefined) throw errors.attributeUpdateRefused(name, problem);
  assertMeaning(pool, name, value);
  return keptValue(definition, value);
}

/** Gives an address that was set its flag, or moves it to the waiting ones and restores what it would have replaced. */
function settleAddress(
  pool: UserPool,
  user: Pick<User, "attributes">,
  change: {
    name: VerifiableAttribute;
    values: ReadonlyMap<string, string | undefined>;
    attributes: Record<string, string>;
    pendingAttributes: Record<string, string>;
  },
): void {
  const { name, values, attributes, pendingAttributes } = change;
  const address = attributes[name];
  const flag = `${name}_verified`;
  if (!values.get(name) || address === undefined) return;
  const present = user.attributes[name];
  delete pendingAttributes[name];
  if (address === present) return;
  const vouchedFor = values.get(flag)?.toLowerCase() === "true";
  // Without an old address there is nothing to keep usable, so the new one is set at once.
  if (pool.settings.attributesRequireVerificationBeforeUpdate.includes(name) && present !== undefined && !vouchedFor) {
    pendingAttributes[name] = address;
    attributes[name] = present;
    const oldFlag = user.attributes[flag];
    if (oldFlag === undefined) delete attributes[flag];
    else attributes[flag] = oldFlag;
  } else if (!values.get(flag)) attributes[flag] = "false";
}
