import type { SchemaAttributeType } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { numberConstraints, stringConstraints } from "./attribute-constraints.ts";
import type { AttributeDefinition } from "./attribute-definition.ts";
import { IDENTITIES, isCustomAttribute, STANDARD_ATTRIBUTES } from "./standard-attributes.ts";

/** Custom attributes of one pool (guide, "Quotas"). */
const MOST_CUSTOM_ATTRIBUTES = 50;

/**
 * A new pool's schema: the standard attributes, changed where CreateUserPool's Schema names them, then the custom ones.
 *
 * @throws InvalidParameterException
 */
export function buildSchema(entries: readonly SchemaAttributeType[] = []): AttributeDefinition[] {
  const standard = new Map([...STANDARD_ATTRIBUTES, IDENTITIES].map((definition) => [definition.name, definition]));
  const custom: AttributeDefinition[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    const known = standard.get(entry.Name ?? "");
    const definition = known ? changeStandard(known, entry) : defineCustom(entry);
    if (seen.has(definition.name)) throw errors.duplicateAttribute(definition.name);
    seen.add(definition.name);
    if (known) standard.set(known.name, definition);
    else custom.push(definition);
  }
  if (custom.length > MOST_CUSTOM_ATTRIBUTES) throw errors.tooManyCustomAttributes();
  standard.delete(IDENTITIES.name);
  return [...standard.values(), ...custom];
}

/**
 * The schema with AddCustomAttributes' additions. A standard attribute's name makes a custom attribute of that name.
 *
 * @throws InvalidParameterException
 */
export function addCustomAttributes(
  schema: readonly AttributeDefinition[],
  entries: readonly SchemaAttributeType[],
): AttributeDefinition[] {
  const extended = [...schema];
  for (const entry of entries) {
    const definition = defineCustom(entry);
    if (extended.some(({ name }) => name === definition.name)) {
      throw errors.attributeAlreadyDefined(entry.Name ?? "", definition.name);
    }
    extended.push(definition);
  }
  if (extended.filter(({ name }) => isCustomAttribute(name)).length > MOST_CUSTOM_ATTRIBUTES) {
    throw errors.tooManyCustomAttributes();
  }
  return extended;
}

/** A standard attribute may be made required, immutable, or bound to other lengths; its type is fixed. */
function changeStandard(standard: AttributeDefinition, entry: SchemaAttributeType): AttributeDefinition {
  const { name, dataType } = standard;
  if ((entry.AttributeDataType ?? dataType) !== dataType || entry.DeveloperOnlyAttribute === true) {
    throw errors.attributeTypeMismatch(name);
  }
  // The service fills these in; a description given back unchanged is fine, any other wish is ignored (assumed).
  if (name === "sub" || name === IDENTITIES.name) return standard;
  return {
    ...standard,
    mutable: entry.Mutable ?? standard.mutable,
    required: entry.Required ?? standard.required,
    stringConstraints:
      standard.stringConstraints &&
      stringConstraints(name, { ...wireStrings(standard), ...given(entry.StringAttributeConstraints) }),
    numberConstraints:
      standard.numberConstraints &&
      numberConstraints(name, { ...wireNumbers(standard), ...given(entry.NumberAttributeConstraints) }),
  };
}

function defineCustom(entry: SchemaAttributeType): AttributeDefinition {
  const dataType = entry.AttributeDataType;
  if (dataType === undefined) throw errors.dataTypeMissing();
  if (entry.Name === undefined) throw errors.customAttributeNameMissing();
  const developerOnly = entry.DeveloperOnlyAttribute ?? false;
  const name = developerOnly ? `dev:custom:${entry.Name}` : `custom:${entry.Name}`;
  if (entry.Required === true) throw errors.customAttributeRequired();
  return {
    name,
    dataType,
    developerOnly,
    mutable: entry.Mutable ?? true,
    required: false,
    // Bounds of the other type are ignored (assumed): tools send both members.
    stringConstraints: dataType === "String" ? stringConstraints(name, entry.StringAttributeConstraints) : undefined,
    numberConstraints: dataType === "Number" ? numberConstraints(name, entry.NumberAttributeConstraints) : undefined,
  };
}

const wireStrings = ({ stringConstraints: bounds }: AttributeDefinition) => ({
  MinLength: bounds?.minLength,
  MaxLength: bounds?.maxLength,
});

const wireNumbers = ({ numberConstraints: bounds }: AttributeDefinition) => ({
  MinValue: bounds?.minValue,
  MaxValue: bounds?.maxValue,
});

/** Without the members that are undefined, so that spreading keeps what was there. */
function given<T extends object>(members: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(members ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;
}
