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
  test("documented: what is omitted goes back to its default; recorded: but the tier", () => {
    const before = samplePool({
      UserPoolTier: "LITE",
      AutoVerifiedAttributes: ["email"],
      LambdaConfig: { PreSignUp: LAMBDA },
      EmailVerificationSubject: "Hello",
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
      SmsConfiguration: SMS,
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
      EmailConfiguration: { ReplyToEmailAddress: "me@example.com" },
      DeletionProtection: "ACTIVE",
    });
    expect(update({}, before)).toEqual({ ...create({}), tier: "LITE" });
  });

  describe("measured at AWS: each policy by itself stays when it is omitted", () => {
    const PasswordPolicy = { MinimumLength: 12, RequireNumbers: true, PasswordHistorySize: 3 };
    const SignInPolicy = { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] as ("PASSWORD" | "EMAIL_OTP")[] };
    const before = samplePool({ Policies: { PasswordPolicy, SignInPolicy } });

    test("all of them", () => {
      const { passwordPolicy, allowedFirstAuthFactors } = update({ AutoVerifiedAttributes: ["email"] }, before);
      expect(passwordPolicy).toEqual(before.settings.passwordPolicy);
      expect(allowedFirstAuthFactors).toEqual(SignInPolicy.AllowedFirstAuthFactors);
    });

    test("the sign-in policy beside a password policy", () => {
      const after = update({ Policies: { PasswordPolicy: { MinimumLength: 20 } } }, before);
      expect(after.passwordPolicy).toMatchObject({ minimumLength: 20, requireNumbers: false });
      expect(after.passwordPolicy.passwordHistorySize).toBeUndefined();
      expect(after.allowedFirstAuthFactors).toEqual(SignInPolicy.AllowedFirstAuthFactors);
    });

    test("the password policy beside a sign-in policy", () => {
      const after = update({ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] } } }, before);
      expect(after.passwordPolicy).toEqual(before.settings.passwordPolicy);
      expect(after.allowedFirstAuthFactors).toEqual(["PASSWORD"]);
    });
  });

  test("measured at AWS: MFA stays as it is; with it what text messages need (assumed)", () => {
    const before = samplePool({ MfaConfiguration: "ON", SmsConfiguration: SMS });
    const { mfaConfiguration, smsConfiguration } = update({}, before);
    expect({ mfaConfiguration, smsConfiguration }).toEqual({ mfaConfiguration: "ON", smsConfiguration: SMS });
    expect(update({ MfaConfiguration: "OFF" }, before).mfaConfiguration).toBe("OFF");
  });

  test("quoted by Terraform's provider: attributes that wait for verification stay, as far as they are verified at all (assumed)", () => {
    const settings = { AttributesRequireVerificationBeforeUpdate: ["email" as const] };
    const before = samplePool({ AutoVerifiedAttributes: ["email"], UserAttributeUpdateSettings: settings });
    const waiting = (request: Partial<UpdateUserPoolRequest>) =>
      update(request, before).attributesRequireVerificationBeforeUpdate;
    expect(waiting({ AutoVerifiedAttributes: ["email"] })).toEqual(["email"]);
    expect(waiting({ AutoVerifiedAttributes: ["email"], UserAttributeUpdateSettings: {} })).toEqual([]);
    expect(waiting({})).toEqual([]);
  });

  test("quoted by third parties: AutoVerifiedAttributes must be given again together with the attributes that wait", () => {
    const before = samplePool({ AutoVerifiedAttributes: ["email"] });
    const UserAttributeUpdateSettings = { AttributesRequireVerificationBeforeUpdate: ["email" as const] };
    expect(refusal(() => update({ UserAttributeUpdateSettings }, before))).toBe(
      "InvalidParameterException: All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes",
    );
  });

  test("a change of tier tells what stands in its way by an error of its own (recorded)", () => {
    const before = samplePool({ Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } });
    expect(refusal(() => update({ UserPoolTier: "LITE" }, before))).toBe(
      "TierChangeNotAllowedException: The following features need to be disabled for the LITE pricing tier configured: Password History",
    );
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
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "SMS_OTP"] } } },
      "SMS_OTP can not be configured as AuthFactor as user pool is missing valid SMS configuration",
    ],
    [
      {
        MfaConfiguration: "ON",
        SmsConfiguration: SMS,
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } },
      },
      "Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
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
    expect(create({ ...request, UserPoolTier: "PLUS" }).userPoolAddOns).toMatchObject(request.UserPoolAddOns ?? {});
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

test("assumed: a customer's key has an ARN, a software token begins no sign-in", () => {
  expect(refused({ KeyConfiguration: { KeyType: "CUSTOMER_MANAGED_KEY" } })).toMatch(/^InvalidParameterException: /);
  const SignInPolicy = { AllowedFirstAuthFactors: ["PASSWORD", "SOFTWARE_TOKEN"] as ("PASSWORD" | "SOFTWARE_TOKEN")[] };
  expect(refused({ Policies: { SignInPolicy } })).toMatch(/^InvalidParameterException: SOFTWARE_TOKEN /);
});

test("documented: a temporary password is good for seven days where 0 is given", () => {
  const { passwordPolicy } = create({ Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 0 } } });
  expect(passwordPolicy.temporaryPasswordValidityDays).toBe(7);
});

test("documented: once TemporaryPasswordValidityDays was given, the older member is refused for good", () => {
  const before = samplePool({ Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } } });
  const older: Partial<UpdateUserPoolRequest> = { AdminCreateUserConfig: { UnusedAccountValidityDays: 3 } };
  expect(refusal(() => update(older, before))).toMatch(/^InvalidParameterException: Please use Temporary/);
  expect(update(older).passwordPolicy.temporaryPasswordValidityDays).toBe(3);
});

test("documented: the function before tokens shows in both its members", () => {
  const config = { LambdaVersion: "V1_0" as const, LambdaArn: LAMBDA };
  const both = { PreTokenGeneration: LAMBDA, PreTokenGenerationConfig: config };
  expect(create({ LambdaConfig: { PreTokenGeneration: LAMBDA } }).lambdaConfig).toEqual(both);
  expect(create({ LambdaConfig: { PreTokenGenerationConfig: config } }).lambdaConfig).toEqual(both);
});

test("documented: the days of both members are one setting", () => {
  const { passwordPolicy, adminCreateUser } = create({ AdminCreateUserConfig: { UnusedAccountValidityDays: 1 } });
  expect([passwordPolicy.temporaryPasswordValidityDays, adminCreateUser.unusedAccountValidityDays]).toEqual([1, 1]);
});
