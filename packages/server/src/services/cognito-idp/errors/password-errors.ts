import { error, invalidParameter, invalidPassword, notAuthorized } from "./error-types.ts";

/** Errors of passwords and their reset; for the marks see errors.ts. */
export const passwordErrors = {
  /** SignUp. `rule` is a sentence of `users/password-policy.ts`. */
  signUpPasswordRefused: (rule: string) => invalidPassword(`Password did not conform with policy: ${rule}`), // O
  /** AdminCreateUser. */
  temporaryPasswordRefused: (rule: string) => invalidPassword(`Password did not conform with password policy: ${rule}`), // R
  /** NEW_PASSWORD_REQUIRED and AdminSetUserPassword (R); ChangePassword and ConfirmForgotPassword (A). */
  passwordRefused: (rule: string) => invalidPassword(`Password does not conform to policy: ${rule}`),
  passwordUsedBefore: () => error("PasswordHistoryPolicyViolationException")("Password has previously been used."), // A
  passwordMissing: () => invalidParameter("Password is required."), // A

  resetNotPossible: () =>
    invalidParameter("Cannot reset password for the user as there is no registered/verified email or phone_number"), // O
  resetNotInThisState: () => notAuthorized("User password cannot be reset in the current state."), // O
  contactAdministrator: () => notAuthorized("Contact administrator to reset password."), // O
} as const;
