import { error, expiredCode, invalidParameter, limitExceeded, notAuthorized } from "./error-types.ts";

/** Errors of sign-up, invitations and codes; for the marks see errors.ts. */
export const confirmationErrors = {
  signUpNotPermitted: () => notAuthorized("SignUp is not permitted for this user pool"), // O
  /** ConfirmSignUp and AdminConfirmSignUp of a user who is past it. */
  userCannotBeConfirmed: (status: string) => notAuthorized(`User cannot be confirmed. Current status is ${status}`), // O
  userAlreadyConfirmed: () => invalidParameter("User is already confirmed."), // O, ResendConfirmationCode
  noAutoVerification: () => invalidParameter("Cannot resend codes. Auto verification not turned on."), // O (type doubtful)
  resendNotPossible: (username: string) =>
    error("UnsupportedUserStateException")(`Resend not possible. ${username} status is not FORCE_CHANGE_PASSWORD`), // O
  codeMismatch: () => error("CodeMismatchException")("Invalid verification code provided, please try again."), // R
  codeExpired: () => expiredCode("Invalid code provided, please request a code again."), // O
  attemptLimitExceeded: () => limitExceeded("Attempt limit exceeded, please try after some time."), // O
  tooManyFailedAttempts: () =>
    error("TooManyFailedAttemptsException")("Too many failed attempts, please request a new code."), // A
  /** AdminCreateUser: DesiredDeliveryMediums names a medium for which the user has no address. */
  noEmailForInvitation: () => invalidParameter("No email provided but desired delivery medium was Email"), // O
  noPhoneForInvitation: () => invalidParameter("No phone number provided but desired delivery medium was SMS"), // A
  noAddressForCodes: () => invalidParameter("A user without a password needs an address for one-time codes."), // A, AdminCreateUser
  codeDeliveryFailed: () => error("CodeDeliveryFailureException")("Unable to deliver code to user"), // O
} as const;
