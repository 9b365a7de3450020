import { error, featureUnavailable, invalidParameter, limitExceeded, notFound } from "./error-types.ts";

/** Errors of user pools; for the marks see errors.ts. */
export const poolErrors = {
  poolNotFound: (poolId: string) => notFound(`User pool ${poolId} does not exist.`), // R
  poolIsProtected: () =>
    invalidParameter(
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    ), // O
  poolHasDomain: () =>
    invalidParameter("User pool cannot be deleted. It has a domain configured that should be deleted first."), // O
  poolLimitReached: () => limitExceeded("Maximum number of user pools reached."), // A
  /** `features` as AWS names them: `Refresh Token Rotation`. */
  featuresUnavailableInTier: (tier: string, features: readonly string[]) =>
    featureUnavailable(
      `The following features need to be disabled for the ${tier} pricing tier configured: ${features.join(", ")}`,
    ), // R
  /** UpdateUserPool to a tier that its clients' features do not have. */
  tierChangeNotAllowed: (tier: string, features: readonly string[]) =>
    error("TierChangeNotAllowedException")(
      `The following features need to be disabled for the ${tier} pricing tier configured: ${features.join(", ")}`,
    ), // R
  mfaCannotBeTurnedOn: () => invalidParameter("Cannot turn MFA functionality ON, once the user pool has been created"), // O
  mfaNeedsFactor: () =>
    invalidParameter("Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled."), // O (go-to-k/cdkd, issue 1920)
  mfaNeedsSmsConfiguration: () =>
    invalidParameter(
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ), // R
  emailMfaNeedsDeveloperAccount: () =>
    invalidParameter(
      "Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount.",
    ), // R
  mfaOffWithFactors: () =>
    invalidParameter("Invalid MFA configuration given, can't turn off MFA and configure an MFA together."), // R
  invalidRelyingPartyId: () => invalidParameter("RelyingPartyId contains invalid characters"), // R
  emailMfaNeedsRecovery: () => invalidParameter("Email MFA requires another means of account recovery."), // A
  aliasesExcludeUsernameAttributes: () =>
    invalidParameter("Only one of the aliasAttributes or usernameAttributes can be set in a User pool."), // R
  updateVerificationNotAutoVerified: () =>
    invalidParameter(
      "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    ), // R
  duplicateRecovery: () =>
    invalidParameter(
      "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
    ), // R
  adminOnlyRecoveryIsExclusive: () =>
    invalidParameter(
      "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    ), // R
  unusedAccountValidityConflict: () =>
    invalidParameter("Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays"), // R
  /** `path` and `pattern` as AWS prints them; for templates without their placeholder that the model lets pass. */
  messageLacksPlaceholder: (path: string, value: string, pattern: string) =>
    invalidParameter(
      `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    ), // R
  invitationEmailLacksUsername: () =>
    invalidParameter(
      "Invalid Email message body for Admin create user flow parameter. Email message body should have {username} which will be replaced by code",
    ), // O
  invitationSmsLacksUsername: () =>
    invalidParameter(
      "Invalid SMS message for Admin create user flow parameter. SMS message should have {username} which will be replaced by code",
    ), // O (its first sentence)
  verificationMessageConflict: (member: string) =>
    invalidParameter(`${member} and VerificationMessageTemplate cannot hold different values.`), // A
  developerEmailNeedsSource: () => invalidParameter("Source ARN is required to use DEVELOPER email sending owner"), // R
  senderNeedsSource: () => invalidParameter("Cannot configure From email address for default email configuration"), // O (aws-cdk issue 9739)
  invalidSender: () => invalidParameter("Provided From email address is invalid"), // R
  phoneVerificationNeedsSmsConfiguration: () =>
    invalidParameter("SMS configuration is required when phone_number is selected for auto verification"), // R
  functionElsewhere: () => invalidParameter("Cross-region lambda functions are not supported"), // R
  snsRegionNotAllowed: (region: string, allowed: string) =>
    invalidParameter(`Invalid snsRegion. Allowed SNS region for ${region} is ${allowed}`), // R
  sourceElsewhere: (regions: readonly string[]) =>
    invalidParameter(
      `Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: ${regions.join(", ")}.`,
    ), // R
  customSenderNeedsKmsKey: () =>
    invalidParameter("KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used."), // R
  preTokenGenerationConflict: () =>
    invalidParameter("Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's"), // R
  softwareTokenIsNoFirstFactor: () =>
    invalidParameter("SOFTWARE_TOKEN can not be configured as one of the allowed first auth factors."), // A
  smsFactorNeedsSmsConfiguration: () =>
    invalidParameter("SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration"), // O
  oneTimeCodesExcludeMfa: () =>
    invalidParameter("Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled"), // O
  singleFactorPasskeysExcludeMfa: () =>
    invalidParameter(
      "Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor",
    ), // O
  customerKeyNeedsArn: () => invalidParameter("KmsKeyArn is required for a CUSTOMER_MANAGED_KEY."), // A
  passwordFactorRequired: () =>
    invalidParameter("Password should be configured as one of the allowed first auth factors."), // R
} as const;
