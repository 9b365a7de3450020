import type { AwsError } from "../../../aws/errors.ts";
import { en, TEXT_KEYS, type TextKey, type Texts } from "./texts/en.ts";

/** What is wrong with a form, and with which of its fields. */
export interface Problem {
  /** In the page's language. */
  text: string;
  /** Undefined when it is about the whole form. */
  field: string | undefined;
}

/** A problem that the page found itself. */
export function problemOf(texts: Texts, key: TextKey, field?: string): Problem {
  return { text: texts[key], field };
}

/** Errors whose texts name what varies. */
const BY_CODE: Readonly<Record<string, TextKey>> = {
  AliasExistsException: "aliasExists",
  LimitExceededException: "attemptLimitExceeded",
  TooManyRequestsException: "attemptLimitExceeded",
  InternalErrorException: "somethingWentWrong",
};

/** The sentences of `users/password-policy.ts`, which stand behind prefixes that differ by operation. */
const BY_PASSWORD_RULE: Readonly<Record<string, TextKey>> = {
  "Password not long enough": "passwordTooShort",
  "Password must have uppercase characters": "passwordNeedsUpper",
  "Password must have lowercase characters": "passwordNeedsLower",
  "Password must have numeric characters": "passwordNeedsNumber",
  "Password must have symbol characters": "passwordNeedsSymbol",
};

const BY_TEXT = new Map<string, TextKey>(TEXT_KEYS.map((key) => [en[key], key]));

/** Which field an error is about, by its key. What is missing is about the whole form. */
const FIELDS: Readonly<Partial<Record<TextKey, "username" | "password" | "code" | "email" | "phone_number">>> = {
  userExists: "username",
  emailExists: "username",
  phoneNumberExists: "username",
  usernameMustBeEmail: "username",
  usernameMustBePhone: "username",
  usernameMustBeEmailOrPhone: "username",
  usernameLooksLikeEmail: "username",
  usernameLooksLikePhone: "username",
  passwordTooShort: "password",
  passwordNeedsUpper: "password",
  passwordNeedsLower: "password",
  passwordNeedsNumber: "password",
  passwordNeedsSymbol: "password",
  passwordUsedBefore: "password",
  codeMismatch: "code",
  codeExpired: "code",
  invalidEmail: "email",
  invalidPhoneNumber: "phone_number",
};

/**
 * An error of an operation as the page tells it: in English by the API's own words (observed), in another language by that language's.
 *
 * @param fields what the page calls the fields: `{ password: "new_password" }`
 */
export function problemFrom(
  error: AwsError,
  texts: Texts,
  fields: Readonly<Partial<Record<"username" | "password" | "code" | "email" | "phone_number", string>>>,
): Problem {
  const said = error.text ?? "";
  const key = BY_TEXT.get(said) ?? BY_PASSWORD_RULE[said.replace(/^.* policy: /, "")] ?? BY_CODE[error.code];
  if (key === undefined) return { text: said || texts.somethingWentWrong, field: undefined };
  const named = FIELDS[key];
  const changed = texts[key] !== en[key];
  return { text: changed || said === "" ? texts[key] : said, field: named && fields[named] };
}
