import { error, invalidParameter, notAuthorized } from "./error-types.ts";

/** Errors of sign-in; for the marks see errors.ts. */
export const signInErrors = {
  incorrectUsernameOrPassword: () => notAuthorized("Incorrect username or password."), // R
  passwordAttemptsExceeded: () => notAuthorized("Password attempts exceeded"), // D
  userDisabled: () => notAuthorized("User is disabled."), // R
  userNotConfirmed: () => error("UserNotConfirmedException")("User is not confirmed."), // O
  passwordResetRequired: () => error("PasswordResetRequiredException")("Password reset required for the user"), // O
  temporaryPasswordExpired: () =>
    notAuthorized("Temporary password has expired and must be reset by an administrator."), // O
  /** InitiateAuth: the flow's bare name, without ALLOW_. */
  flowNotEnabled: (flow: string) => invalidParameter(`${flow} flow not enabled for this client`), // R
  /** AdminInitiateAuth. */
  adminFlowNotEnabled: () => invalidParameter("Auth flow not enabled for this client"), // O
  /** ADMIN_* flows given to InitiateAuth (R), USER_PASSWORD_AUTH given to AdminInitiateAuth (O: awsdocs/aws-doc-sdk-examples issue 5289). */
  methodNotSupported: () => invalidParameter("Initiate Auth method not supported."), // R
  challengeNotSupported: (name: string) => invalidParameter(`${name} is not supported.`), // A
  challengeNotAvailable: () => invalidParameter("Selected challenge is not available"), // O
  challengeMismatch: () => invalidParameter("Invalid challenge name for the session."), // A
  invalidSrpA: () => invalidParameter("Invalid SRP_A"), // A
  noSrpTimestamp: () => invalidParameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english"), // O
  missingSession: () => invalidParameter("Missing required parameter Session"), // A
  invalidSession: () => notAuthorized("Invalid session for the user."), // O
  sessionExpired: () => notAuthorized("Invalid session for the user, session is expired."), // O
  sessionUsed: () => notAuthorized("Invalid session for the user, session can only be used once."), // R
} as const;
