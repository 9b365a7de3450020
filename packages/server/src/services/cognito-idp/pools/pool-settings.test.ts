import { describe, expect, test } from "vitest";
import { refusal, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import type {
  CreateUserPoolRequest,
  LambdaConfigType,
  UpdateUserPoolRequest,
} from "../../../models/cognito-idp/types.ts";
import { settingsOfUpdatedPool } from "./pool-settings.ts";

const create = (request: Partial<CreateUserPoolRequest>) => samplePool(request).settings;
const update = (request: Partial<UpdateUserPoolRequest>, before = samplePool()) =>
  settingsOfUpdatedPool({ UserPoolId: before.id, ...request }, before);
const refused = (request: Partial<CreateUserPoolRequest>) => refusal(() => samplePool(request));
const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms" };
const LAMBDA = "arn:aws:lambda:us-east-1:000000000000:function:f";

describe("updating", () => {
  test("recorded: the tier stays, everything else omitted goes back to its default", () => {
    const before = samplePool({
      UserPoolTier: "LITE",
      AutoVerifiedAttributes: ["email"],
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
      DeletionProtection: "ACTIVE",
    });
    expect(update({}, before)).toEqual({ ...create({}), tier: "LITE" });
  });

  test("quoted by third parties: MFA cannot be turned on without a factor", () => {
    expect(refusal(() => update({ MfaConfiguration: "OPTIONAL" }))).toBe(
      "InvalidParameterException: Cannot turn MFA functionality ON, once the user pool has been created",
    );
    const withTotp = { ...samplePool(), mfa: { ...samplePool().mfa, softwareTokenMfa: { Enabled: true } } };
    expect(update({ MfaConfiguration: "ON" }, withTotp).mfaConfiguration).toBe("ON");
  });

  test("assumed: MFA that is on may stay on", () => {
    const before = samplePool({ MfaConfiguration: "ON", SmsConfiguration: SMS });
    expect(update({ MfaConfiguration: "OPTIONAL" }, before).mfaConfiguration).toBe("OPTIONAL");
  });
});

describe("measured at AWS", () => {
  test.each<[Partial<CreateUserPoolRequest>, string]>([
    [
      { AliasAttributes: ["email"], UsernameAttributes: ["email"] },
      "Only one of the aliasAttributes or usernameAttributes can be set in a User pool.",
    ],
    [
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] } },
      "All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    ],
    [
      {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: "verified_email", Priority: 1 },
            { Name: "verified_phone_number", Priority: 1 },
          ],
        },
      },
      "Invalid account recovery setting parameter. Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.",
    ],
    [
      {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: "admin_only", Priority: 1 },
            { Name: "verified_email", Priority: 2 },
          ],
        },
      },
      "Invalid account recovery setting parameter. Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.",
    ],
    [
      {
        AdminCreateUserConfig: { UnusedAccountValidityDays: 7 },
        Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 7 } },
      },
      "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
    ],
    [
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["EMAIL_OTP"] } } },
      "Password should be configured as one of the allowed first auth factors.",
    ],
    [
      { AutoVerifiedAttributes: ["phone_number"] },
      "SMS configuration is required when phone_number is selected for auto verification",
    ],
    [
      { MfaConfiguration: "ON" },
      "SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
    ],
    [
      { EmailConfiguration: { EmailSendingAccount: "DEVELOPER" } },
      "Source ARN is required to use DEVELOPER email sending owner",
    ],
    [
      { LambdaConfig: { CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: LAMBDA } } },
      "KMSKeyId parameter is required when Custom SMS/Email Lambda trigger is used.",
    ],
    [
      {
        LambdaConfig: {
          PreTokenGeneration: LAMBDA,
          PreTokenGenerationConfig: { LambdaVersion: "V1_0", LambdaArn: `${LAMBDA}2` },
        },
      },
      "Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's",
    ],
    [
      { AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: "Welcome aboard." } } },
      String.raw`1 validation error detected: Value 'Welcome aboard.' at 'adminCreateUserConfig.inviteMessage.emailMessage' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*\{####\}[\p{L}\p{M}\p{S}\p{N}\p{P}\s*]*`,
    ],
    [
      { AdminCreateUserConfig: { InviteMessageTemplate: { EmailMessage: "Welcome, {####}." } } },
      "Invalid Email message body for Admin create user flow parameter. Email message body should have {username} which will be replaced by code",
    ],
  ])("%o is refused", (request, text) => {
    expect(refused(request)).toBe(`InvalidParameterException: ${text}`);
  });

  const v2: LambdaConfigType = { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn: LAMBDA } };
  test.each<[Partial<CreateUserPoolRequest>, string]>([
    [{ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } }, "Passwordless Sign-In"],
    [{ LambdaConfig: v2 }, "Token Customization with Pre-Token Generation Lambda V2_0"],
  ])("LITE has no %o", (request, feature) => {
    expect(refused({ ...request, UserPoolTier: "LITE" })).toBe(
      `FeatureUnavailableInTierException: The following features need to be disabled for the LITE pricing tier configured: ${feature}`,
    );
    expect(create(request).tier).toBe("ESSENTIALS");
  });
});

describe("assumed", () => {
  test("only PLUS has threat protection", () => {
    const request: Partial<CreateUserPoolRequest> = { UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" } };
    expect(refused(request)).toMatch(/^FeatureUnavailableInTierException/);
    expect(create({ ...request, UserPoolTier: "PLUS" }).userPoolAddOns).toEqual(request.UserPoolAddOns);
  });

  test("a password policy requires what it names and nothing else", () => {
    expect(create({ Policies: { PasswordPolicy: { RequireNumbers: true } } }).passwordPolicy).toMatchObject({
      minimumLength: 8,
      requireNumbers: true,
      requireSymbols: false,
      requireUppercase: false,
      requireLowercase: false,
    });
  });

  test("the two places of a message may not hold different texts", () => {
    expect(
      refused({
        EmailVerificationSubject: "One",
        VerificationMessageTemplate: { EmailSubject: "Other" },
      }),
    ).toMatch(/^InvalidParameterException: EmailVerificationSubject/);
  });
});

test("documented: the days of both members are one setting", () => {
  const { passwordPolicy, adminCreateUser } = create({ AdminCreateUserConfig: { UnusedAccountValidityDays: 1 } });
  expect([passwordPolicy.temporaryPasswordValidityDays, adminCreateUser.unusedAccountValidityDays]).toEqual([1, 1]);
});
