import type {
  AuthFactorType,
  SchemaAttributeType,
  UserPoolDescriptionType,
  UserPoolType,
} from "../../../models/cognito-idp/types.ts";
import type { DomainsOfPool } from "../domains/user-pool-domain.ts";
import type { AttributeDefinition } from "./attribute-definition.ts";
import { inDescribeOrder } from "./standard-attributes.ts";
import type { UserPool } from "./user-pool.ts";
import { verificationMessageToWire } from "./verification-message.ts";

/** `arn:aws:cognito-idp:{region}:{account}:userpool/{pool id}`. */
function poolArn({ region, account, id }: Pick<UserPool, "region" | "account" | "id">): string {
  return `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`;
}

/** CreateUserPool's answer: no UserPoolTags and no `identities` (recorded). */
export function createdPool(pool: UserPool): UserPoolType {
  return { ...common(pool), EstimatedNumberOfUsers: 0, SchemaAttributes: pool.schema.map(attributeToWire) };
}

/** DescribeUserPool's answer: UserPoolTags always, the schema in another order and with `identities` (recorded). */
export function describedPool(pool: UserPool, estimatedNumberOfUsers: number, domains: DomainsOfPool): UserPoolType {
  return {
    ...common(pool),
    EstimatedNumberOfUsers: estimatedNumberOfUsers,
    SchemaAttributes: inDescribeOrder(pool.schema).map(attributeToWire),
    UserPoolTags: { ...pool.tags },
    Domain: domains.prefix?.name,
    CustomDomain: domains.custom?.name,
  };
}

/** One line of ListUserPools (documented: AWS CLI). */
export function listedPool(pool: UserPool): UserPoolDescriptionType {
  return {
    Id: pool.id,
    Name: pool.name,
    LambdaConfig: pool.settings.lambdaConfig,
    CreationDate: new Date(pool.createdAt),
    LastModifiedDate: new Date(pool.modifiedAt),
  };
}

/** An attribute of the schema as answers show it: bounds are strings, and `{}` where a text has none (recorded). */
export function attributeToWire(definition: AttributeDefinition): SchemaAttributeType {
  const { stringConstraints: lengths, numberConstraints: values } = definition;
  return {
    Name: definition.name,
    AttributeDataType: definition.dataType,
    DeveloperOnlyAttribute: definition.developerOnly,
    Mutable: definition.mutable,
    Required: definition.required,
    StringAttributeConstraints: lengths && { MinLength: lengths.minLength, MaxLength: lengths.maxLength },
    NumberAttributeConstraints: values && { MinValue: values.minValue, MaxValue: values.maxValue },
  };
}

/** What both answers share; members that are undefined are absent. */
function common(pool: UserPool): UserPoolType {
  const { identity, settings } = pool;
  const policy = settings.passwordPolicy;
  return {
    Id: pool.id,
    Name: pool.name,
    Arn: poolArn(pool),
    CreationDate: new Date(pool.createdAt),
    LastModifiedDate: new Date(pool.modifiedAt),
    Policies: {
      PasswordPolicy: {
        MinimumLength: policy.minimumLength,
        RequireUppercase: policy.requireUppercase,
        RequireLowercase: policy.requireLowercase,
        RequireNumbers: policy.requireNumbers,
        RequireSymbols: policy.requireSymbols,
        PasswordHistorySize: policy.passwordHistorySize,
        TemporaryPasswordValidityDays: policy.temporaryPasswordValidityDays,
      },
      // The settings hold what the model's enum let in.
      SignInPolicy: { AllowedFirstAuthFactors: settings.allowedFirstAuthFactors as AuthFactorType[] },
    },
    DeletionProtection: settings.deletionProtection ? "ACTIVE" : "INACTIVE",
    LambdaConfig: settings.lambdaConfig,
    AutoVerifiedAttributes: someOf(settings.autoVerifiedAttributes),
    AliasAttributes: someOf(identity.aliasAttributes),
    UsernameAttributes: someOf(identity.usernameAttributes),
    UsernameConfiguration: identity.caseSensitive === undefined ? undefined : { CaseSensitive: identity.caseSensitive },
    ...verificationMessageToWire(settings.verificationMessage),
    SmsAuthenticationMessage: settings.smsAuthenticationMessage,
    UserAttributeUpdateSettings: {
      AttributesRequireVerificationBeforeUpdate: settings.attributesRequireVerificationBeforeUpdate,
    },
    MfaConfiguration: settings.mfaConfiguration,
    DeviceConfiguration: settings.deviceConfiguration,
    EmailConfiguration: settings.emailConfiguration,
    SmsConfiguration: settings.smsConfiguration,
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: settings.adminCreateUser.allowAdminCreateUserOnly,
      UnusedAccountValidityDays: settings.adminCreateUser.unusedAccountValidityDays,
      InviteMessageTemplate: settings.adminCreateUser.inviteMessageTemplate,
    },
    UserPoolAddOns: settings.userPoolAddOns,
    AccountRecoverySetting: {
      RecoveryMechanisms: settings.accountRecovery.map(({ name, priority }) => ({ Name: name, Priority: priority })),
    },
    UserPoolTier: settings.tier,
    KeyConfiguration: settings.keyConfiguration,
    IssuerConfiguration: settings.issuerConfiguration,
    DcrConfiguration: settings.dcrConfiguration,
    AcrConfiguration: settings.acrConfiguration,
  };
}

/** Lists that were not given are absent, not empty (recorded). */
function someOf<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
