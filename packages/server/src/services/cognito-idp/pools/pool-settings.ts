import type { CreateUserPoolRequest, UpdateUserPoolRequest } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { lambdaConfig } from "./lambda-config.ts";
import { hasMfaFactor } from "./mfa-config.ts";
import { passwordPolicy } from "./pool-password-policy.ts";
import { assertPoolSettings } from "./pool-rules.ts";
import type { MfaSettings, PoolIdentity, PoolSettings, UserPool } from "./user-pool.ts";
import { verificationMessage } from "./verification-message.ts";

/** What both requests can set. */
type Given = Omit<UpdateUserPoolRequest, "UserPoolId" | "PoolName" | "UserPoolTags">;

/**
 * What an update leaves as it is when it is omitted; everything else goes back to its default. The reference says that everything does
 * but the tier; measured at AWS are the policies, each by itself, and MfaConfiguration (go-to-k/cdkd, issue 1968), Terraform's provider
 * relies on the attributes that wait for verification.
 */
type Kept = Pick<
  PoolSettings,
  | "tier"
  | "passwordPolicy"
  | "allowedFirstAuthFactors"
  | "mfaConfiguration"
  | "attributesRequireVerificationBeforeUpdate"
  | "smsConfiguration"
>;

/** The defaults that the recorded answers show. Without a PasswordPolicy all kinds of characters are required. */
const OF_NEW_POOLS: Kept = {
  tier: "ESSENTIALS",
  passwordPolicy: {
    minimumLength: 8,
    requireUppercase: true,
    requireLowercase: true,
    requireNumbers: true,
    requireSymbols: true,
    temporaryPasswordValidityDays: 7,
    temporaryPasswordValidityGiven: false,
    passwordHistorySize: undefined,
  },
  allowedFirstAuthFactors: ["PASSWORD"],
  mfaConfiguration: "OFF",
  attributesRequireVerificationBeforeUpdate: [],
  smsConfiguration: undefined,
};

/**
 * A new pool's settings: what is omitted takes its default.
 *
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function settingsOfNewPool(request: CreateUserPoolRequest): PoolSettings {
  const settings = toSettings(request, OF_NEW_POOLS);
  // CreateUserPool cannot name another factor than SMS, so MFA needs what SMS needs (recorded).
  if (settings.mfaConfiguration !== "OFF" && settings.smsConfiguration === undefined) {
    throw errors.mfaNeedsSmsConfiguration();
  }
  assertPoolSettings(settings, mfaOfNewPool(settings));
  return settings;
}

/** The second factors that CreateUserPool sets up: text messages, or none. */
export function mfaOfNewPool({ mfaConfiguration }: Pick<PoolSettings, "mfaConfiguration">): MfaSettings {
  return {
    softwareTokenMfa: undefined,
    smsMfa: mfaConfiguration !== "OFF",
    emailMfa: undefined,
    webAuthn: undefined,
  };
}

/**
 * What UpdateUserPool makes of a pool's settings: a replacement, except for what `Kept` lists. MFA can be turned on only once
 * SetUserPoolMfaConfig has enabled a factor.
 *
 * @throws InvalidParameterException, FeatureUnavailableInTierException, TierChangeNotAllowedException
 */
export function settingsOfUpdatedPool(
  request: UpdateUserPoolRequest,
  { settings: present, mfa }: Pick<UserPool, "settings" | "mfa">,
): PoolSettings {
  const settings = toSettings(request, {
    ...present,
    // What is no longer verified at all cannot be verified before an update either (assumed).
    attributesRequireVerificationBeforeUpdate: present.attributesRequireVerificationBeforeUpdate.filter((name) =>
      request.AutoVerifiedAttributes?.includes(name),
    ),
    // The one setting that both operations on a pool set: it stays while MFA by text message needs it (assumed).
    smsConfiguration: mfa.smsMfa ? present.smsConfiguration : undefined,
  });
  const turnsOn = present.mfaConfiguration === "OFF" && settings.mfaConfiguration !== "OFF";
  if (turnsOn && !hasMfaFactor(mfa)) throw errors.mfaCannotBeTurnedOn();
  assertPoolSettings(settings, mfa, present.tier);
  return settings;
}

/**
 * What CreateUserPool fixes for good.
 *
 * @throws InvalidParameterException when both kinds of sign-in attributes are given
 */
export function identityOfNewPool(request: CreateUserPoolRequest): PoolIdentity {
  // The mere presence of both is refused, empty lists aside (recorded).
  const aliasAttributes = unique(request.AliasAttributes);
  const usernameAttributes = unique(request.UsernameAttributes);
  if (aliasAttributes.length > 0 && usernameAttributes.length > 0) throw errors.aliasesExcludeUsernameAttributes();
  return { aliasAttributes, usernameAttributes, caseSensitive: request.UsernameConfiguration?.CaseSensitive };
}

function toSettings(given: Given, kept: Kept): PoolSettings {
  const admin = given.AdminCreateUserConfig;
  const policy = passwordPolicy(given, kept.passwordPolicy);
  return {
    passwordPolicy: policy,
    allowedFirstAuthFactors: given.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? kept.allowedFirstAuthFactors,
    autoVerifiedAttributes: unique(given.AutoVerifiedAttributes),
    verificationMessage: verificationMessage(given),
    smsAuthenticationMessage: given.SmsAuthenticationMessage,
    attributesRequireVerificationBeforeUpdate: unique(
      given.UserAttributeUpdateSettings === undefined
        ? kept.attributesRequireVerificationBeforeUpdate
        : given.UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate,
    ),
    mfaConfiguration: given.MfaConfiguration ?? kept.mfaConfiguration,
    adminCreateUser: {
      allowAdminCreateUserOnly: admin?.AllowAdminCreateUserOnly ?? false,
      // The older member and its successor are one setting (documented: both show the same days).
      unusedAccountValidityDays: policy.temporaryPasswordValidityDays,
      inviteMessageTemplate: admin?.InviteMessageTemplate,
    },
    accountRecovery: given.AccountRecoverySetting?.RecoveryMechanisms?.map(({ Name, Priority }) => ({
      name: Name,
      priority: Priority,
    })) ?? [
      { name: "verified_email", priority: 1 },
      { name: "verified_phone_number", priority: 2 },
    ],
    deletionProtection: given.DeletionProtection === "ACTIVE",
    tier: given.UserPoolTier ?? kept.tier,
    emailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", ...given.EmailConfiguration },
    smsConfiguration: given.SmsConfiguration ?? kept.smsConfiguration,
    lambdaConfig: lambdaConfig(given.LambdaConfig),
    deviceConfiguration: given.DeviceConfiguration && {
      ChallengeRequiredOnNewDevice: given.DeviceConfiguration.ChallengeRequiredOnNewDevice ?? false,
      DeviceOnlyRememberedOnUserPrompt: given.DeviceConfiguration.DeviceOnlyRememberedOnUserPrompt ?? false,
    },
    // Answered with the member for additional flows even when there are none (documented: AWS CLI, describe-user-pool).
    userPoolAddOns: given.UserPoolAddOns && { AdvancedSecurityAdditionalFlows: {}, ...given.UserPoolAddOns },
    keyConfiguration: { KeyType: "AWS_OWNED_KEY", ...given.KeyConfiguration },
    issuerConfiguration: { Type: "ORIGINAL", ...given.IssuerConfiguration },
    dcrConfiguration: given.DcrConfiguration,
    acrConfiguration: given.AcrConfiguration,
  };
}

function unique<T>(list: readonly T[] | undefined): T[] {
  return [...new Set(list)];
}
