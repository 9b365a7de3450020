import type { KeyObject } from "node:crypto";
import type {
  AcrLevelConfigType,
  AuthFactorType,
  DcrConfigurationType,
  DeviceConfigurationType,
  EmailConfigurationType,
  EmailMfaConfigType,
  IssuerConfigurationType,
  KeyConfigurationType,
  LambdaConfigType,
  MessageTemplateType,
  SmsConfigurationType,
  SoftwareTokenMfaConfigType,
  UserPoolAddOnsType,
  WebAuthnConfigurationType,
} from "../../../models/cognito-idp/types.ts";
import type { AttributeDefinition } from "./attribute-definition.ts";

/** An attribute that can be verified by a code. */
export type VerifiableAttribute = "email" | "phone_number";
/** An attribute under which a user can sign in besides the user name. */
export type AliasAttribute = VerifiableAttribute | "preferred_username";

/** `{region}_{nine letters or digits}`; unique in the whole server. */
export type UserPoolId = string;

export interface PasswordPolicy {
  minimumLength: number;
  requireUppercase: boolean;
  requireLowercase: boolean;
  requireNumbers: boolean;
  requireSymbols: boolean;
  temporaryPasswordValidityDays: number;
  /** Whether TemporaryPasswordValidityDays was ever given: then the older UnusedAccountValidityDays is refused for good. */
  temporaryPasswordValidityGiven: boolean;
  /** How many earlier passwords may not come back; undefined when never set. */
  passwordHistorySize: number | undefined;
}

/** The messages that carry codes; undefined members fall back to the built-in texts. */
export interface VerificationMessage {
  emailMessage: string | undefined;
  emailSubject: string | undefined;
  emailMessageByLink: string | undefined;
  emailSubjectByLink: string | undefined;
  smsMessage: string | undefined;
  defaultEmailOption: "CONFIRM_WITH_CODE" | "CONFIRM_WITH_LINK";
}

export interface AccountRecoveryOption {
  name: "verified_email" | "verified_phone_number" | "admin_only";
  priority: number;
}

/** What UpdateUserPool can replace. Settings that are only kept and given back stay in the wire's shape. */
export interface PoolSettings {
  passwordPolicy: PasswordPolicy;
  /** USER_AUTH's first factors: PASSWORD, EMAIL_OTP, SMS_OTP, WEB_AUTHN. */
  allowedFirstAuthFactors: AuthFactorType[];
  autoVerifiedAttributes: VerifiableAttribute[];
  verificationMessage: VerificationMessage;
  smsAuthenticationMessage: string | undefined;
  attributesRequireVerificationBeforeUpdate: VerifiableAttribute[];
  mfaConfiguration: "OFF" | "ON" | "OPTIONAL";
  adminCreateUser: {
    allowAdminCreateUserOnly: boolean;
    unusedAccountValidityDays: number | undefined;
    inviteMessageTemplate: MessageTemplateType | undefined;
  };
  accountRecovery: AccountRecoveryOption[];
  deletionProtection: boolean;
  tier: "LITE" | "ESSENTIALS" | "PLUS";
  emailConfiguration: EmailConfigurationType;
  smsConfiguration: SmsConfigurationType | undefined;
  lambdaConfig: LambdaConfigType;
  deviceConfiguration: DeviceConfigurationType | undefined;
  userPoolAddOns: UserPoolAddOnsType | undefined;
  keyConfiguration: KeyConfigurationType;
  issuerConfiguration: IssuerConfigurationType;
  /** Dynamic client registration. */
  dcrConfiguration: DcrConfigurationType | undefined;
  acrConfiguration: Record<string, AcrLevelConfigType> | undefined;
}

/** What CreateUserPool fixes for good. */
export interface PoolIdentity {
  /** Sign in by a verified e-mail address, telephone number or preferred name besides the user name. */
  aliasAttributes: AliasAttribute[];
  /** E-mail address or telephone number *is* the user name. At most one of the two lists is not empty. */
  usernameAttributes: VerifiableAttribute[];
  /** False folds names and aliases; undefined was not given and means true. */
  caseSensitive: boolean | undefined;
}

/** SetUserPoolMfaConfig's settings, in the wire's shape; undefined members were never set. */
export interface MfaSettings {
  softwareTokenMfa: SoftwareTokenMfaConfigType | undefined;
  /** Whether text messages are a second factor. What they say and who sends them is in the pool's settings. */
  smsMfa: boolean;
  emailMfa: EmailMfaConfigType | undefined;
  webAuthn: WebAuthnConfigurationType | undefined;
}

export interface UserPool {
  id: UserPoolId;
  account: string;
  region: string;
  name: string;
  identity: PoolIdentity;
  settings: PoolSettings;
  mfa: MfaSettings;
  /** Standard attributes first, then custom ones in the order of their creation. */
  schema: AttributeDefinition[];
  tags: Record<string, string>;
  /**
   * 32 bytes that nobody outside sees: keys the HMACs of codes and of the simulation of unknown users. A key object, since an HMAC keyed by
   * bytes costs four times as much.
   */
  secret: KeyObject;
  /** Milliseconds. */
  createdAt: number;
  modifiedAt: number;
  /** Counts up with every change; a change says which version it saw. */
  version: number;
}
