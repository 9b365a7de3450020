import { describe, expect, test } from "vitest";
import { onTheWire, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import { createdPool, describedPool, listedPool } from "./pool-wire.ts";

const noDomains = { prefix: undefined, custom: undefined };

// radkawar/stackd, testdata/aws/cognito/login_workflows.json: CreateUserPool with a name and the tier LITE.
const recorded = {
  AccountRecoverySetting: {
    RecoveryMechanisms: [
      { Name: "verified_email", Priority: 1 },
      { Name: "verified_phone_number", Priority: 2 },
    ],
  },
  AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
  Arn: "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_8LxAFhQ8D",
  CreationDate: new Date(1_790_257_791_224),
  DeletionProtection: "INACTIVE",
  EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
  EstimatedNumberOfUsers: 0,
  Id: "us-east-1_8LxAFhQ8D",
  IssuerConfiguration: { Type: "ORIGINAL" },
  KeyConfiguration: { KeyType: "AWS_OWNED_KEY" },
  LambdaConfig: {},
  LastModifiedDate: new Date(1_790_257_791_224),
  MfaConfiguration: "OFF",
  Name: "sample",
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireLowercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      RequireUppercase: true,
      TemporaryPasswordValidityDays: 7,
    },
    SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD"] },
  },
  SchemaAttributes: expect.any(Array),
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: [] },
  UserPoolTier: "LITE",
  VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
};
const lite = samplePool({ UserPoolTier: "LITE" });

describe("recorded", () => {
  test("CreateUserPool with only a name answers these members and no others", () => {
    expect(onTheWire(createdPool(lite))).toEqual(recorded);
    expect(createdPool(lite).SchemaAttributes).toHaveLength(20);
  });

  test("DescribeUserPool adds UserPoolTags and a twenty-first attribute", () => {
    expect(onTheWire(describedPool(lite, 2, noDomains))).toEqual({
      ...recorded,
      UserPoolTags: {},
      EstimatedNumberOfUsers: 2,
    });
    expect(describedPool(lite, 2, noDomains).SchemaAttributes).toHaveLength(21);
  });

  test("AliasAttributes adds just that member", () => {
    const pool = samplePool({ UserPoolTier: "LITE", AliasAttributes: ["email", "preferred_username"] });
    expect(onTheWire(createdPool(pool))).toEqual({ ...recorded, AliasAttributes: ["email", "preferred_username"] });
  });
});

describe("documented", () => {
  test("the tier is ESSENTIALS unless given", () => {
    expect(createdPool(samplePool()).UserPoolTier).toBe("ESSENTIALS");
  });

  test("a verification message shows in its old member and in the template, wherever it was set", () => {
    const text = "Your code is {####}";
    const bySetting = samplePool({ EmailVerificationMessage: text, SmsVerificationMessage: text });
    const byTemplate = samplePool({ VerificationMessageTemplate: { EmailMessage: text, SmsMessage: text } });
    for (const pool of [bySetting, byTemplate]) {
      expect(onTheWire(createdPool(pool))).toMatchObject({
        EmailVerificationMessage: text,
        SmsVerificationMessage: text,
        VerificationMessageTemplate: { EmailMessage: text, SmsMessage: text, DefaultEmailOption: "CONFIRM_WITH_CODE" },
      });
    }
  });

  test("ListUserPools shows five members", () => {
    expect(onTheWire(listedPool(lite))).toEqual({
      Id: lite.id,
      Name: "sample",
      LambdaConfig: {},
      CreationDate: new Date(lite.createdAt),
      LastModifiedDate: new Date(lite.modifiedAt),
    });
  });
});

test("what was given comes back", () => {
  const pool = samplePool({
    UsernameAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
    AutoVerifiedAttributes: ["email"],
    DeletionProtection: "ACTIVE",
    UserPoolTags: { team: "red" },
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
  });
  expect(onTheWire(describedPool(pool, 0, noDomains))).toMatchObject({
    UsernameAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
    AutoVerifiedAttributes: ["email"],
    DeletionProtection: "ACTIVE",
    UserPoolTags: { team: "red" },
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true },
  });
});
