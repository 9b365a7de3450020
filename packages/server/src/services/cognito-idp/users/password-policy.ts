import type { PasswordPolicy } from "../pools/user-pool.ts";

/** What the guide's page "Password requirements" counts as a symbol, besides a space inside the password. */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/** The rules in the order in which they are told, one an answer. Length comes first (recorded); the others' order is assumed. */
const RULES: readonly { failure: string; isMet(password: string, policy: PasswordPolicy): boolean }[] = [
  {
    failure: "Password not long enough",
    isMet: (password, { minimumLength }) => Array.from(password).length >= minimumLength,
  },
  {
    // Letters of other scripts are welcome but fulfil nothing: the guide says "Basic Latin".
    failure: "Password must have uppercase characters",
    isMet: (password, { requireUppercase }) => !requireUppercase || /[A-Z]/.test(password),
  },
  {
    failure: "Password must have lowercase characters",
    isMet: (password, { requireLowercase }) => !requireLowercase || /[a-z]/.test(password),
  },
  {
    failure: "Password must have numeric characters",
    isMet: (password, { requireNumbers }) => !requireNumbers || /[0-9]/.test(password),
  },
  {
    failure: "Password must have symbol characters",
    isMet: (password, { requireSymbols }) => !requireSymbols || SYMBOL.test(password) || / /.test(password.trim()),
  },
];

/**
 * The first rule of the policy that the password breaks, in AWS's words; undefined when it meets them all. The prefix before it
 * differs by operation: see `errors.signUpPasswordRefused` and its neighbours. Length counts code points.
 */
export function failedPasswordRule(password: string, policy: PasswordPolicy): string | undefined {
  return RULES.find((rule) => !rule.isMet(password, policy))?.failure;
}
