export type AttributeDataType = "String" | "Number" | "DateTime" | "Boolean";

/** One attribute of a pool's schema. */
export interface AttributeDefinition {
  /** Full name: `email`, `custom:team`, `dev:custom:level`. */
  name: string;
  dataType: AttributeDataType;
  developerOnly: boolean;
  mutable: boolean;
  required: boolean;
  /** Lengths in characters, or bounds of a number, as the decimal strings the service gives back. Undefined: no such member in answers. */
  stringConstraints: { minLength: string | undefined; maxLength: string | undefined } | undefined;
  numberConstraints: { minValue: string | undefined; maxValue: string | undefined } | undefined;
}
