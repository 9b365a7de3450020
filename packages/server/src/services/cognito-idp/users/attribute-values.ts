import { isDecimal } from "../pools/attribute-constraints.ts";
import type { AttributeDefinition } from "../pools/attribute-definition.ts";

/** A value's rules by type: the first sentence that speaks against it, and the form in which it is kept. */
const TYPES: Record<
  AttributeDefinition["dataType"],
  { problem(value: string, definition: AttributeDefinition): string | undefined; kept(value: string): string }
> = {
  String: { problem: stringProblem, kept: (value) => value },
  Number: { problem: numberProblem, kept: (value) => value },
  // `True` is accepted (asserted against AWS by moto's verified tests) and read back in lower case.
  Boolean: {
    problem: (value) => (/^(?:true|false)$/i.test(value) ? undefined : "Boolean must be true or false"),
    kept: (value) => value.toLowerCase(),
  },
  DateTime: {
    problem: (value) => (Number.isNaN(Date.parse(value)) ? "Date must be in the ISO 8601 format" : undefined),
    kept: (value) => value,
  },
};

/**
 * What speaks against a value under the attribute's definition; undefined when nothing does. `birthdate` is held to its ten characters
 * only (recorded: `not-a-date` passes).
 */
export function valueProblem(definition: AttributeDefinition, value: string): string | undefined {
  return TYPES[definition.dataType].problem(value, definition);
}

/** The form in which a value that has no problem is kept. */
export function keptValue(definition: AttributeDefinition, value: string): string {
  return TYPES[definition.dataType].kept(value);
}

/** Lengths count UTF-16 units, as Java does (assumed). The sentence for values too long is recorded, the others are assumed. */
function stringProblem(value: string, { stringConstraints: bounds }: AttributeDefinition): string | undefined {
  if (bounds?.maxLength !== undefined && value.length > Number(bounds.maxLength)) {
    return `String must be no longer than ${bounds.maxLength} characters`;
  }
  if (bounds?.minLength !== undefined && value.length < Number(bounds.minLength)) {
    return `String must be at least ${bounds.minLength} characters`;
  }
  return undefined;
}

function numberProblem(value: string, { numberConstraints: bounds }: AttributeDefinition): string | undefined {
  if (!isDecimal(value)) return "Value must be a number";
  if (bounds?.maxValue !== undefined && Number(value) > Number(bounds.maxValue)) {
    return `Number must be no greater than ${bounds.maxValue}`;
  }
  if (bounds?.minValue !== undefined && Number(value) < Number(bounds.minValue)) {
    return `Number must be no less than ${bounds.minValue}`;
  }
  return undefined;
}
