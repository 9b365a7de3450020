import type {
  NumberAttributeConstraintsType,
  StringAttributeConstraintsType,
} from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import type { AttributeDefinition } from "./attribute-definition.ts";

/** No attribute's value is longer (model, AttributeValueType). */
const LONGEST_VALUE = 2048;

/**
 * Lengths as the schema keeps them, checked: whole numbers up to 2048, least before most.
 *
 * @throws InvalidParameterException
 */
export function stringConstraints(
  name: string,
  { MinLength, MaxLength }: StringAttributeConstraintsType = {},
): AttributeDefinition["stringConstraints"] {
  for (const length of [MinLength, MaxLength]) {
    if (length === undefined) continue;
    if (!/^\d+$/.test(length)) throw errors.invalidStringConstraints(name);
    if (Number(length) > LONGEST_VALUE) throw errors.lengthTooGreat(name);
  }
  if (MinLength !== undefined && MaxLength !== undefined && Number(MinLength) > Number(MaxLength)) {
    throw errors.lengthsReversed(name);
  }
  return { minLength: MinLength, maxLength: MaxLength };
}

/**
 * A number's bounds as the schema keeps them, checked.
 *
 * @throws InvalidParameterException
 */
export function numberConstraints(
  name: string,
  { MinValue, MaxValue }: NumberAttributeConstraintsType = {},
): AttributeDefinition["numberConstraints"] {
  for (const bound of [MinValue, MaxValue]) {
    if (bound !== undefined && !isDecimal(bound)) throw errors.invalidNumberConstraints(name);
  }
  if (MinValue !== undefined && MaxValue !== undefined && Number(MinValue) > Number(MaxValue)) {
    throw errors.valuesReversed(name);
  }
  return { minValue: MinValue, maxValue: MaxValue };
}

/** A decimal number as attributes and their bounds write it. */
export function isDecimal(text: string): boolean {
  return /^[+-]?\d+(?:\.\d+)?$/.test(text);
}
