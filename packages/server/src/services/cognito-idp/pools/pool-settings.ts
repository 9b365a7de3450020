import type { CreateUserPoolRequest, UpdateUserPoolRequest } from "../../../models/cognito-idp/types.ts";
import { errors } from "../errors.ts";
import { assertPoolSettings } from "./pool-rules.ts";
import type { MfaSettings, PasswordPolicy, PoolIdentity, PoolSettings, UserPool } from "./user-pool.ts";
import { verificationMessage } from "./verification-message.ts";

/** What both requests can set. */
type Given = Omit<UpdateUserPoolRequest, "UserPoolId" | "PoolName" | "UserPoolTags">;

/** When a temporary password runs out unless the request says otherwise. */
const DEFAULT_VALIDITY_DAYS = 7;

/**
 * A new pool's settings: what is omitted takes the default that the recorded answers show.
 *
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function settingsOfNewPool(request: CreateUserPoolRequest): PoolSettings {
  const settings = toSettings(request, { tier: "ESSENTIALS" });
  assertPoolSettings(settings);
  if (settings.mfaConfiguration !== "OFF") assertSmsFactor(settings);
  return settings;
}

/**
 * What UpdateUserPool makes of a pool's settings: a full replacement, so that what is omitted goes back to its default, except the
 * tier, which stays (recorded). MFA can be turned on only once SetUserPoolMfaConfig has enabled a factor.
 *
 * @throws InvalidParameterException, FeatureUnavailableInTierException
 */
export function settingsOfUpdatedPool(
  request: UpdateUserPoolRequest,
  { settings: present, mfa }: Pick<UserPool, "settings" | "mfa">,
): PoolSettings {
  const settings = toSettings(request, { tier: present.tier });
  assertPoolSettings(settings);
  const turnsOn = present.mfaConfiguration === "OFF" && settings.mfaConfiguration !== "OFF";
  if (turnsOn && !hasMfaFactor(mfa)) throw errors.mfaCannotBeTurnedOn();
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

function toSettings(given: Given, defaults: Pick<PoolSettings, "tier">): PoolSettings {
  const admin = given.AdminCreateUserConfig;
  const policy = given.Policies?.PasswordPolicy;
  // The old member and its successor are one setting (documented: both show the same days); naming both is an error.
  if (admin?.UnusedAccountValidityDays !== undefined && policy?.TemporaryPasswordValidityDays !== undefined) {
    throw errors.unusedAccountValidityConflict();
  }
  const days = policy?.TemporaryPasswordValidityDays ?? admin?.UnusedAccountValidityDays ?? DEFAULT_VALIDITY_DAYS;
  return {
    passwordPolicy: passwordPolicy(policy, days),
    allowedFirstAuthFactors: given.Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? ["PASSWORD"],
    autoVerifiedAttributes: unique(given.AutoVerifiedAttributes),
    verificationMessage: verificationMessage(given),
    smsAuthenticationMessage: given.SmsAuthenticationMessage,
    attributesRequireVerificationBeforeUpdate: unique(
      given.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate,
    ),
    mfaConfiguration: given.MfaConfiguration ?? "OFF",
    adminCreateUser: {
      allowAdminCreateUserOnly: admin?.AllowAdminCreateUserOnly ?? false,
      unusedAccountValidityDays: days,
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
    tier: given.UserPoolTier ?? defaults.tier,
    emailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", ...given.EmailConfiguration },
    smsConfiguration: given.SmsConfiguration,
    lambdaConfig: given.LambdaConfig ?? {},
    deviceConfiguration: given.DeviceConfiguration,
    userPoolAddOns: given.UserPoolAddOns,
    keyConfiguration: given.KeyConfiguration ?? { KeyType: "AWS_OWNED_KEY" },
    issuerConfiguration: given.IssuerConfiguration ?? { Type: "ORIGINAL" },
  };
}

/** Without a PasswordPolicy all kinds of characters are required (recorded); in one, what is omitted is not required (assumed). */
function passwordPolicy(
  given: NonNullable<Given["Policies"]>["PasswordPolicy"],
  temporaryPasswordValidityDays: number,
): PasswordPolicy {
  const byDefault = given === undefined;
  return {
    minimumLength: given?.MinimumLength ?? 8,
    requireUppercase: given?.RequireUppercase ?? byDefault,
    requireLowercase: given?.RequireLowercase ?? byDefault,
    requireNumbers: given?.RequireNumbers ?? byDefault,
    requireSymbols: given?.RequireSymbols ?? byDefault,
    temporaryPasswordValidityDays,
    passwordHistorySize: given?.PasswordHistorySize,
  };
}

/** Whether SetUserPoolMfaConfig has enabled something that a second factor can be. */
export function hasMfaFactor(mfa: MfaSettings): boolean {
  return mfa.softwareTokenMfa?.Enabled === true || mfa.smsMfa !== undefined || mfa.emailMfa !== undefined;
}

/** CreateUserPool cannot name another factor than SMS, so MFA needs what SMS needs (recorded). */
function assertSmsFactor({ smsConfiguration }: PoolSettings): void {
  if (smsConfiguration === undefined) throw errors.mfaNeedsSmsConfiguration();
}

function unique<T>(list: readonly T[] | undefined): T[] {
  return [...new Set(list)];
}
