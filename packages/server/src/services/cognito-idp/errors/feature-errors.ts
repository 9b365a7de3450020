import { error, expiredCode, invalidParameter, notFound } from "./error-types.ts";

/** Errors of MFA, devices, triggers and add-ons; for the marks see errors.ts. */
export const featureErrors = {
  /** `factor`: SOFTWARE_TOKEN_MFA, SMS_MFA, EMAIL_OTP. */
  mfaPreferenceWithoutFactor: (factor: string) =>
    invalidParameter(`User does not have delivery config set to turn on ${factor}`), // O
  mfaMethodNotFound: () => error("MFAMethodNotFoundException")("No MFA mechanism registered in the account."), // A
  softwareTokenMismatch: () =>
    error("EnableSoftwareTokenMFAException")("Code mismatch and fail enable Software Token MFA"), // O
  softwareTokenNotSetUp: () => invalidParameter("User has not set up software token mfa"), // O
  softwareTokenNotFound: () =>
    error("SoftwareTokenMFANotFoundException")("Software Token MFA has not been enabled by the userPool"), // A
  softwareTokenUsed: () => expiredCode("Your software token has already been used once."), // O
  deviceNotFound: () => notFound("Device does not exist."), // A
  devicesNotConfigured: () =>
    error("InvalidUserPoolConfigurationException")("User pool does not have device configuration enabled."), // A
  addOnNotEnabled: () => error("UserPoolAddOnNotEnabledException")("User pool add-on is not enabled."), // O (type), A (text)
  triggerRefused: (trigger: string, text: string) =>
    error("UserLambdaValidationException")(`${trigger} failed with error ${text}.`), // O
  preconditionNotMet: (text: string) => error("PreconditionNotMetException")(text), // A
} as const;
