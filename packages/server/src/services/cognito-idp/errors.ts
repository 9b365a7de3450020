import { AwsError } from "../../aws/errors.ts";

/**
 * Every error of this service, by the condition that raises it: `throw errors.userNotFound()`.
 *
 * The mark behind a line says where its text comes from: R recorded from AWS, D documented by AWS, O quoted by several third
 * parties, A assumed (no evidence found; see docs/deviations.md). Texts are to the letter, full stops and new lines included.
 */
const error =
  (code: string) =>
  (text?: string): AwsError =>
    new AwsError(code, text);

const aliasExists = error("AliasExistsException");
const expiredCode = error("ExpiredCodeException");
const featureUnavailable = error("FeatureUnavailableInTierException");
const invalidParameter = error("InvalidParameterException");
const invalidPassword = error("InvalidPasswordException");
const limitExceeded = error("LimitExceededException");
const notAuthorized = error("NotAuthorizedException");
const notFound = error("ResourceNotFoundException");
const usernameExists = error("UsernameExistsException");
const unsupported = error("UnsupportedOperationException");

export const errors = {
  // --- validation that the model cannot express
  /** For a rule that is named by its whole text. Prefer a named error. */
  invalidParameter: (text: string) => invalidParameter(text),
  missingParameter: (name: string) => invalidParameter(`Missing required parameter ${name}`), // R
  invalidPaginationToken: () => invalidParameter("Invalid pagination token"), // A
  /** ListGroups and AdminListGroupsForUser (R); ListResourceServers (A). */
  invalidNextToken: () =>
    invalidParameter("Provided pagination token is invalid. Check the token and try your request again."), // R
  /** ListUsersInGroup. */
  invalidPagingMarker: () => invalidParameter("Paging marker is invalid."), // R
  internal: () => new AwsError("InternalErrorException", "Something went wrong", { status: 500 }), // A
  /** For one request too many in a second. */
  rateExceeded: () => error("TooManyRequestsException")("Rate exceeded"), // O (amplify-js issue 3554, boto3 issue 2517)
  tooManyRequests: () => error("TooManyRequestsException")("Too many requests"), // A
  operationNotEnabled: () => error("OperationNotEnabledException")("Operation is not enabled."), // A
  concurrentModification: () =>
    error("ConcurrentModificationException")("Resource is being modified by another request."), // A

  // --- user pools
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
    ), // O (stackd, which replays its recording of the refusal)
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
  phoneVerificationNeedsSmsConfiguration: () =>
    invalidParameter("SMS configuration is required when phone_number is selected for auto verification"), // R
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
  tooManyTags: () => error("UserPoolTaggingException")("A user pool can have at most 50 tags."), // A
  reservedTagKey: () => error("UserPoolTaggingException")("Tag keys that begin with aws: are reserved."), // A
  /** TagResource declares no UserPoolTaggingException. */
  tooManyTagsOnResource: () => invalidParameter("A user pool can have at most 50 tags."), // A
  reservedTagKeyOnResource: () => invalidParameter("Tag keys that begin with aws: are reserved."), // A
  invalidResourceArn: (arn: string) => invalidParameter(`Invalid ARN: ${arn}`), // A
  taggedResourceNotFound: (arn: string) => notFound(`Resource ${arn} does not exist.`), // A

  // --- schema
  customAttributeRequired: () => invalidParameter("Required custom attributes are not supported currently."), // R
  /** Twice in one Schema. */
  duplicateAttribute: (name: string) =>
    invalidParameter(`Duplicate custom attribute names ${name} are not allowed in a user pool schema.`), // R
  attributeAlreadyDefined: (name: string) => invalidParameter(`${name}: Existing attribute already has name ${name}.`), // O
  tooManyCustomAttributes: () => invalidParameter("A user pool can have at most 50 custom attributes."), // A
  customAttributeNameMissing: () => invalidParameter("Custom attributes must have a name."), // A
  attributeTypeMismatch: (name: string) =>
    invalidParameter(
      `You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute ${name}`,
    ), // R
  lengthsReversed: (name: string) =>
    invalidParameter(`Attribute ${name} cannot have a max length shorter than it's min length`), // R
  valuesReversed: (name: string) =>
    invalidParameter(`Attribute ${name} cannot have a max value smaller than it's min value`), // R
  invalidStringConstraints: (name: string) => invalidParameter(`${name}: Invalid StringAttributeConstraints.`), // A
  invalidNumberConstraints: (name: string) => invalidParameter(`${name}: Invalid NumberAttributeConstraints.`), // A

  // --- app clients
  /** DescribeUserPoolClient and the other operations on clients. */
  clientNotFound: () => notFound("User pool client does not exist."), // R
  /** InitiateAuth, SignUp and the other public operations. */
  clientIdNotFound: (clientId: string) => notFound(`User pool client ${clientId} does not exist.`), // R
  /** AdminInitiateAuth with another pool's client. */
  clientNotInPool: (clientId: string, poolId: string) =>
    notFound(`User pool client ${clientId} does not exist in user pool ${poolId}.`), // R
  clientLimitReached: () => limitExceeded("Maximum number of user pool clients reached."), // A
  refreshFlowWithRotation: () =>
    invalidParameter(
      "ALLOW_REFRESH_TOKEN_AUTH is not a permitted ExplicitAuthFlow when refresh token rotation is enabled.",
    ), // R
  invalidWriteAttributesAtCreate: () => invalidParameter("Invalid write attributes specified while creating a client"), // R
  invalidWriteAttributesAtUpdate: () => invalidParameter("Invalid write attributes specified while updating a client"), // A
  invalidReadAttributesAtCreate: () => invalidParameter("Invalid read attributes specified while creating a client"), // A
  invalidReadAttributesAtUpdate: () => invalidParameter("Invalid read attributes specified while updating a client"), // A
  mixedAuthFlows: () =>
    invalidParameter("Auth flow name with prefix 'ALLOW' cannot be used with legacy auth flow names."), // R
  invalidTokenValidity: () => invalidParameter("Invalid range for token validity."), // R
  refreshShorterThanOthers: () =>
    invalidParameter(
      "Access and Id Token expiration times must be less than or equal to refresh token expiration times.",
    ), // R
  propagateNeedsSecret: () =>
    invalidParameter("Client Secret is required to set EnablePropagateAdditionalUserContextData as true"), // R
  secretGivenAndGenerated: () => invalidParameter("Only one of GenerateSecret and ClientSecret can be given."), // A
  unknownIdentityProvider: (name: string, poolId: string) =>
    invalidParameter(`The provider ${name} does not exist for User Pool ${poolId}.`), // R
  urlUsesHttp: (url: string) => invalidParameter(`${url} cannot use the HTTP protocol.`), // R
  urlHasFragment: (url: string) => invalidParameter(`${url} cannot use fragment`), // R
  invalidUrl: (url: string) => invalidParameter(`${url} is not a valid URL.`), // A
  defaultRedirectNotACallback: (uri: string) =>
    invalidParameter(`The default redirect URI ${uri} is not in the callback URIs list.`), // R
  invalidAnalyticsConfiguration: () =>
    invalidParameter(
      "Invalid analytics configuration given, either <application arn> or <application id, role arn, external id> are valid",
    ), // R
  oauthFlowsIncomplete: () =>
    error("InvalidOAuthFlowException")(
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    ), // O
  clientCredentialsIsExclusive: () =>
    error("InvalidOAuthFlowException")(
      "client_credentials flow can not be selected along with code flow or implicit flow.",
    ), // O
  clientCredentialsNeedsSecret: () =>
    error("InvalidOAuthFlowException")(
      "client_credentials flow can not be selected if client does not have a client secret.",
    ), // O
  clientCredentialsNeedsCustomScopes: () =>
    error("InvalidOAuthFlowException")(
      "client_credentials flow can not be selected with scopes other than those of resource servers.",
    ), // A
  callbackUrlRequired: () =>
    error("InvalidOAuthFlowException")("CallbackUrls can not be empty when code flow or implicit flow is selected"), // R (text)
  scopeDoesNotExist: (scope: string) => error("ScopeDoesNotExistException")(`Invalid scope requested: ${scope}`), // R
  scopeNeedsOpenid: () => invalidParameter("The scopes phone, email and profile require the scope openid."), // A

  // --- client secrets
  clientHasTwoSecrets: () => limitExceeded("A client can have at most two secrets."), // A
  lastClientSecret: () => invalidParameter("The only secret of a client cannot be deleted."), // A
  clientSecretNotFound: () => notFound("Client secret does not exist."), // A
  clientHasNoSecret: () => invalidParameter("A secret cannot be added to a client that was created without one."), // A
  clientSecretInUse: () => invalidParameter("The client has this secret already."), // A
  secretHashMissing: (clientId: string) =>
    notAuthorized(`Client ${clientId} is configured with secret but SECRET_HASH was not received`), // R
  secretHashWrong: (clientId: string) => notAuthorized(`Unable to verify secret hash for client ${clientId}`), // R
  /** GetTokensFromRefreshToken words the missing secret in its own way; a wrong one is `secretHashWrong`. */
  clientSecretMissing: (clientId: string) =>
    notAuthorized(`Client ${clientId} is configured for secret but secret was not received`), // R
  /** RevokeToken, for a secret that is missing or wrong. */
  invalidClientOrSecret: () => error("UnauthorizedException")("Invalid client or secret"), // R

  // --- finding users
  userNotFound: () => error("UserNotFoundException")("User does not exist."), // R
  /** ForgotPassword under LEGACY (R); ConfirmSignUp, ConfirmForgotPassword and ResendConfirmationCode (O). */
  usernameClientIdNotFound: () => error("UserNotFoundException")("Username/client id combination not found."), // R
  requestedAttributesUnknown: () => invalidParameter("One or more requested attributes do not exist."), // O
  filterMalformed: () => invalidParameter("Error while parsing filter."), // O (aws-sdk-php issue 1088)
  filterAttributeNotSearchable: (name: string) => invalidParameter(`Invalid search attribute: ${name}`), // A

  // --- names
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
    ), // A
  preferredUsernameInvalid: () => invalidParameter("Invalid preferred_username format."), // A
  preferredUsernameOfUnconfirmed: () =>
    invalidParameter(
      "Preferred username cannot be provided for unconfirmed account, since user pool is configured for preferred username alias.",
    ), // O
  usernameMismatchesAttribute: (attribute: string) =>
    invalidParameter(`Attribute ${attribute} must be the same as the username.`), // A

  // --- attributes
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

  // --- passwords
  /** SignUp. `rule` is a sentence of `users/password-policy.ts`. */
  signUpPasswordRefused: (rule: string) => invalidPassword(`Password did not conform with policy: ${rule}`), // O
  /** AdminCreateUser. */
  temporaryPasswordRefused: (rule: string) => invalidPassword(`Password did not conform with password policy: ${rule}`), // R
  /** NEW_PASSWORD_REQUIRED and AdminSetUserPassword (R); ChangePassword and ConfirmForgotPassword (A). */
  passwordRefused: (rule: string) => invalidPassword(`Password does not conform to policy: ${rule}`),
  passwordUsedBefore: () => error("PasswordHistoryPolicyViolationException")("Password has previously been used."), // A
  passwordMissing: () => invalidParameter("Password is required."), // A

  // --- sign-up and confirmation
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

  // --- resets
  resetNotPossible: () =>
    invalidParameter("Cannot reset password for the user as there is no registered/verified email or phone_number"), // O
  resetNotInThisState: () => notAuthorized("User password cannot be reset in the current state."), // O
  contactAdministrator: () => notAuthorized("Contact administrator to reset password."), // O

  // --- sign-in
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
  /** ADMIN_* flows given to InitiateAuth. */
  methodNotSupported: () => invalidParameter("Initiate Auth method not supported."), // R
  challengeNotSupported: (name: string) => invalidParameter(`${name} is not supported.`), // A
  challengeNotAvailable: () => invalidParameter("Selected challenge is not available"), // A
  challengeMismatch: () => invalidParameter("Invalid challenge name for the session."), // A
  invalidSrpA: () => invalidParameter("Invalid SRP_A"), // A
  missingSession: () => invalidParameter("Missing required parameter Session"), // A
  invalidSession: () => notAuthorized("Invalid session for the user."), // O
  sessionExpired: () => notAuthorized("Invalid session for the user, session is expired."), // O
  sessionUsed: () => notAuthorized("Invalid session for the user, session can only be used once."), // R

  // --- tokens
  invalidAccessToken: () => notAuthorized("Invalid Access Token"), // R
  accessTokenSignatureWrong: () => notAuthorized("Could not verify signature for Access Token"), // R
  accessTokenRevoked: () => notAuthorized("Access Token has been revoked"), // R
  accessTokenExpired: () => notAuthorized("Access Token has expired"), // O
  /** The user of this name is another one now. */
  accessTokenOfEarlierUser: () => notAuthorized("Invalid access token."), // R
  accessTokenLacksScope: () => notAuthorized("Access Token does not have required scopes"), // O
  refreshUserDeleted: () => notAuthorized("The user has been deleted for the associated refresh token"), // R
  refreshTokenOfOtherClient: () => notAuthorized("Refresh Token has different Client"), // R
  invalidRefreshToken: () => notAuthorized("Invalid Refresh Token"), // R
  refreshTokenRevoked: () => notAuthorized("Refresh Token has been revoked"), // R
  refreshTokenExpired: () => notAuthorized("Refresh Token has expired"), // O
  /** GetTokensFromRefreshToken under rotation, for a token that RevokeToken killed: no message at all. */
  notAuthorizedWithoutText: () => notAuthorized(), // R
  rotationNotSupported: () => unsupported("This API does not support refresh token rotation"), // R
  refreshTokenReused: () => error("RefreshTokenReuseException")("Refresh token reuse detected"), // R
  revocationNotEnabled: () => unsupported("This feature is not enabled for this client"), // O
  unsupportedTokenType: () => error("UnsupportedTokenTypeException")("Unsupported token type"), // A
  refreshFlowNotEnabled: () => notAuthorized("Refresh token flow is not enabled for this client"), // A, GetTokensFromRefreshToken
  /** GetTokensFromRefreshToken, whose model has no PasswordResetRequiredException. */
  refreshNeedsPasswordReset: () => notAuthorized("Password reset required for the user"), // A
  /** RevokeToken with a token of another client. */
  revokedTokenOfOtherClient: () => error("UnauthorizedException")("Refresh Token has different Client"), // A

  // --- GetClientToken
  clientTokensNotEnabled: () => invalidParameter("CLIENT_TOKEN_AUTH flow not enabled for this client"), // A
  scopeNotAllowed: (scope: string) => invalidParameter(`Invalid scope requested: ${scope}`), // A
  noScopes: () => invalidParameter("The client has no scopes of a resource server."), // A

  // --- groups
  groupNotFound: () => notFound("Group not found."), // R
  groupExists: () => error("GroupExistsException")("A group with the name already exists."), // R
  groupLimitReached: () => limitExceeded("Maximum number of groups reached."), // A
  /** AdminAddUserToGroup declares no LimitExceededException. */
  groupMembershipLimitReached: () => invalidParameter("Maximum number of groups for a user reached."), // A
  invalidRoleArn: () => invalidParameter("Invalid RoleArn."), // A
  roleOfOtherAccount: () => invalidParameter("Cross-account pass role is not allowed."), // R (text)

  // --- resource servers
  resourceServerNotFound: (identifier: string) => notFound(`Resource server ${identifier} does not exist.`), // A
  resourceServerExists: (identifier: string) => invalidParameter(`${identifier} already exists in user pool.`), // A
  resourceServerLimitReached: () => limitExceeded("Maximum number of resource servers reached."), // A
  duplicateScope: (name: string) => invalidParameter(`Duplicate scope name: ${name}`), // A

  // --- domains
  domainReserved: (word: string) => invalidParameter(`Domain cannot contain reserved word: ${word}`), // R (CloudTrail)
  domainTaken: () => invalidParameter("Domain already associated with another user pool."), // O
  poolAlreadyHasDomain: () => invalidParameter("User pool already has a domain configured."), // O
  /** Update and Delete. */
  domainNotFound: () => invalidParameter("No such domain or user pool exists."), // O
  domainPrefixInvalid: () =>
    invalidParameter(
      "The domain name contains an invalid character. Domain names can only contain lower-case letters, numbers, and hyphens. Please enter a different name that follows this format: ^[a-z0-9](?:[a-z0-9\\-]{0,61}[a-z0-9])?$",
    ), // O
  customDomainInvalid: () =>
    invalidParameter(
      "Custom domain is not a valid subdomain: Was not able to resolve a DNS A record for the parent domain or domain parent is a top-level domain.",
    ), // O
  /** What CloudFront says stands in it whole. */
  certificateRefused: (requestId: string) =>
    invalidParameter(
      `The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain. (Service: AmazonCloudFront; Status Code: 400; Error Code: InvalidViewerCertificate; Request ID: ${requestId}; Proxy: null)`,
    ), // O
  customDomainNeedsConfig: () => invalidParameter("Cannot convert custom domain to prefix domain."), // O
  prefixTakesNoCertificate: () =>
    invalidParameter("User pool should have a custom domain associated, failed to update the certificate."), // O
  managedLoginVersionInvalid: () => invalidParameter("ManagedLoginVersion must be 1 or 2."), // A
  routingNeedsCustomDomain: () => invalidParameter("Routing is only supported for custom domains."), // A
  managedLoginUnavailableInTier: (tier: string) =>
    featureUnavailable(
      `The following feature is not available for the ${tier} pricing tier configured: Managed Login Version 2`,
    ), // O

  // --- what the login pages look like
  customizationNeedsDomain: () => invalidParameter("There has to be an existing domain associated with this user pool"), // O (terraform-provider-aws)
  customizationTooLarge: () => invalidParameter("request parameters too large"), // D
  cssRefused: (part: string) => invalidParameter(`Invalid CSS: ${part} is not allowed.`), // A
  logoFormatUnknown: () => invalidParameter("The image must be a PNG or JPEG file."), // A
  styleNotFound: () => notFound("ManagedLoginBranding does not exist."), // R (floci-io/floci, pull request 2869)
  styleOfClientNotFound: (clientId: string) => notFound(`ManagedLoginBranding for client ${clientId} does not exist.`), // R (the same)
  styleExists: (clientId: string) =>
    error("ManagedLoginBrandingExistsException")(`A ManagedLoginBranding already exists for client ${clientId}`), // R (the same)
  styleValuesAmbiguous: () =>
    invalidParameter("useCognitoProvidedValues or settings should be specified (but not both)"), // R (the same)
  styleAssetsWithProvidedValues: () => invalidParameter("assets should not be specified with useCognitoProvidedValues"), // A
  styleLimitReached: () => limitExceeded("Maximum number of managed login branding styles reached."), // A
  /** `path` is empty for the settings themselves. */
  invalidStyleSetting: (path: string) =>
    invalidParameter(path === "" ? "Invalid settings." : `Invalid value for settings.${path}.`), // A
  invalidStyleAsset: (category: string, extension: string) =>
    invalidParameter(`The asset ${category} is not a valid ${extension} file for its category.`), // A
  styleAssetWithoutBytes: (category: string) => invalidParameter(`The asset ${category} has no bytes.`), // A
  duplicateStyleAsset: (category: string) => invalidParameter(`Duplicate asset ${category}.`), // A
  tooManyStyleAssets: () => invalidParameter("A style can have at most 40 assets."), // A

  // --- terms
  termsNotFound: () => notFound("Terms does not exist."), // A (as styles)
  termsOfClientNotFound: (clientId: string) => notFound(`Terms for client ${clientId} does not exist.`), // A (as styles)
  termsExist: (name: string, clientId: string) =>
    error("TermsExistsException")(`A Terms ${name} already exists for client ${clientId}`), // A (as styles)
  termsLimitReached: () => limitExceeded("Maximum number of terms documents reached."), // A

  // --- sessions on the pages
  ssoSessionUnavailableInTier: (tier: string) =>
    featureUnavailable(
      `The following feature is not available for the ${tier} pricing tier configured: SSO Session Configuration`,
    ), // A

  // --- MFA, devices, triggers, add-ons
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
