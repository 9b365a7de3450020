import { aliasExists, error, invalidParameter, usernameExists } from "./error-types.ts";

/** Errors of finding and naming users; for the marks see errors.ts. */
export const usernameErrors = {
  userNotFound: () => error("UserNotFoundException")("User does not exist."), // R
  /** ForgotPassword under LEGACY (R); ConfirmSignUp, ConfirmForgotPassword and ResendConfirmationCode (O). */
  usernameClientIdNotFound: () => error("UserNotFoundException")("Username/client id combination not found."), // R
  requestedAttributesUnknown: () => invalidParameter("One or more requested attributes do not exist."), // O
  filterMalformed: () => invalidParameter("Error while parsing filter."), // O (aws-sdk-php issue 1088)
  filterAttributeNotSearchable: (name: string) => invalidParameter(`Invalid search attribute: ${name}`), // A

  userExists: () => usernameExists("User already exists"), // R, SignUp
  userAccountExists: () => usernameExists("User account already exists"), // R, AdminCreateUser
  /** Where the attribute is the user name; AdminCreateUser also where it is a verified alias (boto3 issue 3213). */
  accountWithAttributeExists: (attribute: "email" | "phone_number") =>
    usernameExists(`An account with the given ${attribute} already exists.`), // O
  aliasInUse: () => aliasExists("User account already exists for the alias."), // R, AdminUpdateUserAttributes
  /** ConfirmSignUp, VerifyUserAttribute. */
  accountWithAliasExists: (attribute: string) => aliasExists(`An account with the ${attribute} already exists.`), // D
  usernameMustBeEmail: () => invalidParameter("Username should be an email."), // O
  usernameMustBePhone: () => invalidParameter("Username should be a phone number."), // O
  usernameMustBeEmailOrPhone: () => invalidParameter("Username should be either an email or a phone number."), // O
  /** Also for a preferred_username of that form (R, AdminUpdateUserAttributes). */
  usernameLooksLikeEmail: () =>
    invalidParameter("Username cannot be of email format, since user pool is configured for email alias."), // O
  usernameLooksLikePhone: () =>
    invalidParameter(
      "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    ), // O (its first half)
  preferredUsernameInvalid: () => invalidParameter("Invalid preferred_username format."), // A
  preferredUsernameOfUnconfirmed: () =>
    invalidParameter(
      "Preferred username cannot be provided for unconfirmed account, since user pool is configured for preferred username alias.",
    ), // O
  usernameMismatchesAttribute: (attribute: string) =>
    invalidParameter(
      `User ${attribute} should be empty or same as username, since username attribute is ${attribute}.`,
    ), // O for email (cognito-local issue 102), A for phone_number
} as const;
