import { invalidParameter, notAuthorized } from "./error-types.ts";

/** Errors of a user's attributes; for the marks see errors.ts. */
export const attributeErrors = {
  /** SignUp and AdminCreateUser: `detail` is one sentence of `users/scim-paths.ts` or `users/attribute-values.ts`. */
  attributesDoNotConform: (detail: string) => invalidParameter(`Attributes did not conform to the schema: ${detail}`), // R
  /** Updates: `user.<name>: <detail>` and a new line. */
  attributeUpdateRefused: (name: string, detail: string) => invalidParameter(`user.${name}: ${detail}\n`), // R
  invalidUserAttributes: (detail: string) => invalidParameter(`Invalid user attributes: ${detail}`), // R
  attributeNotMutable: (name: string) => invalidParameter(`Cannot modify the non-mutable attribute ${name}`), // R
  attributeNotWritable: () => notAuthorized("A client attempted to write unauthorized attribute"), // R
  attributeValueNull: (name: string) => invalidParameter(`Attribute value for ${name} must not be null`), // O
  invalidEmail: () => invalidParameter("Invalid email address format."), // O
  invalidPhoneNumber: () => invalidParameter("Invalid phone number format."), // O
  /** NEW_PASSWORD_REQUIRED without an attribute that the pool requires. */
  challengeAttributeMissing: (name: string) => invalidParameter(`Invalid attributes given, ${name} is missing`), // O
  verifiedWithoutValue: (attribute: "email" | "phone_number") =>
    invalidParameter(`${attribute} is required when ${attribute}_verified is true`), // A
  attributeNotVerifiable: () =>
    invalidParameter("Invalid attribute name. Only phone_number and email can be verified."), // O
  /** GetUserAttributeVerificationCode. */
  noEmailToVerify: () => invalidParameter("User does not have a valid registered email address"), // O
  noPhoneToVerify: () => invalidParameter("User does not have a valid registered phone number"), // O
} as const;
