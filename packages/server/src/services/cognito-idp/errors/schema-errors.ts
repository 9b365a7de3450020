import { invalidParameter } from "./error-types.ts";

/** Errors of a pool's attributes; for the marks see errors.ts. */
export const schemaErrors = {
  customAttributeRequired: () => invalidParameter("Required custom attributes are not supported currently."), // R
  /** Twice in one Schema. */
  duplicateAttribute: (name: string) =>
    invalidParameter(`Duplicate custom attribute names ${name} are not allowed in a user pool schema.`), // R
  /** `given` as the request has it, `name` as the schema does. */
  attributeAlreadyDefined: (given: string, name: string) =>
    invalidParameter(`custom:${given}: Existing attribute already has name ${name}.`), // O
  tooManyCustomAttributes: () => invalidParameter("A user pool can have at most 50 custom attributes."), // A
  dataTypeMissing: () =>
    invalidParameter("Invalid AttributeDataType input, consider using the provided AttributeDataType enum."), // O (aws-cdk issue 8585)
  customAttributeNameMissing: () => invalidParameter("Custom attributes must have a name."), // A
  attributeTypeMismatch: (name: string) =>
    invalidParameter(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${name}`,
    ), // R
  lengthsReversed: (name: string) =>
    invalidParameter(`Attribute ${name} cannot have a max length shorter than it's min length`), // R
  valuesReversed: (name: string) =>
    invalidParameter(`Attribute ${name} cannot have a max value smaller than it's min value`), // R
  invalidStringConstraints: (name: string) =>
    invalidParameter(`Invalid StringAttributeConstraints for schema attribute ${name}`), // O (moto pull request 4493)
  invalidNumberConstraints: (name: string) =>
    invalidParameter(`Invalid NumberAttributeConstraints for schema attribute ${name}`), // O (moto pull request 4493)
  lengthTooGreat: (name: string) =>
    invalidParameter(`user.${name}: String attributes cannot have a length of more than 2048`), // O (moto pull request 4493)
} as const;
