import {
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const create = async (request: Partial<CreateUserPoolCommandInput> = {}) =>
  present((await client.send(new CreateUserPoolCommand({ PoolName: "made", ...request }))).UserPool);
const refused = (request: Partial<CreateUserPoolCommandInput>) => refusedCall(create(request));

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x", SnsRegion: "us-east-1" };
const LAMBDA = "arn:aws:lambda:us-east-1:000000000000:function:f";

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

// radkawar/stackd, testdata/aws/cognito/client_access_workflows.json: the same request was answered with 4,715 bytes.
test("a pool with a custom attribute is answered with as many bytes as at AWS (recorded)", async () => {
  const { status, body } = await rawCall(server, "CreateUserPool", {
    PoolName: "stackd-cognito-f14e3fd611",
    UserPoolTier: "LITE",
    Schema: [{ Name: "department", AttributeDataType: "String", Mutable: true }],
  });
  expect({ status, bytes: body.length }).toEqual({ status: 200, bytes: 4715 });
});

test("the id is the region, an underscore and nine letters or digits; the ARN names account and region (recorded)", async () => {
  const { Id, Arn, CreationDate, LastModifiedDate } = await create();
  expect(Id).toMatch(/^us-east-1_[0-9A-Za-z]{9}$/);
  expect(Arn).toBe(`arn:aws:cognito-idp:us-east-1:000000000000:userpool/${Id}`);
  expect(LastModifiedDate).toEqual(CreationDate);
});

test("a pool belongs to the account and region of the signature", async () => {
  const elsewhere = sdkClient(server, { account: "111122223333", region: "eu-west-1" });
  const { UserPool } = await elsewhere.send(new CreateUserPoolCommand({ PoolName: "theirs" }));
  expect(UserPool?.Arn).toMatch(/^arn:aws:cognito-idp:eu-west-1:111122223333:userpool\/eu-west-1_/);
});

test("two pools may have one name", async () => {
  const [one, other] = await Promise.all([create({ PoolName: "twin" }), create({ PoolName: "twin" })]);
  expect(one.Id).not.toBe(other.Id);
});

test("tags are taken and not shown in this answer (recorded)", async () => {
  expect(await create({ UserPoolTags: { team: "red" } })).not.toHaveProperty("UserPoolTags");
});

test("what was given comes back, and nothing that was not", async () => {
  const given: Partial<CreateUserPoolCommandInput> = {
    AutoVerifiedAttributes: ["email", "phone_number"],
    AliasAttributes: ["email", "preferred_username"],
    DeletionProtection: "ACTIVE",
    UsernameConfiguration: { CaseSensitive: false },
    SmsConfiguration: SMS,
    SmsAuthenticationMessage: "Your code is {####}.",
    DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
    EmailConfiguration: {
      EmailSendingAccount: "DEVELOPER",
      SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/admin@example.com",
      From: "Poolhouse <admin@example.com>",
      ReplyToEmailAddress: "admin@example.com",
      ConfigurationSet: "set-1",
    },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
    UserPoolTier: "PLUS",
    UserPoolAddOns: {
      AdvancedSecurityMode: "ENFORCED",
      AdvancedSecurityAdditionalFlows: { CustomAuthMode: "AUDIT" },
    },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
    LambdaConfig: {
      PreSignUp: LAMBDA,
      CustomEmailSender: { LambdaVersion: "V1_0", LambdaArn: LAMBDA },
      KMSKeyID: LAMBDA,
    },
    IssuerConfiguration: { Type: "UPDATED" },
    KeyConfiguration: {
      KeyType: "CUSTOMER_MANAGED_KEY",
      KmsKeyArn: "arn:aws:kms:us-east-1:000000000000:key/a1b2c3d4-5678-90ab-cdef-EXAMPLE22222",
    },
    Policies: {
      PasswordPolicy: {
        MinimumLength: 6,
        RequireLowercase: false,
        RequireNumbers: true,
        RequireSymbols: false,
        RequireUppercase: true,
        PasswordHistorySize: 24,
        TemporaryPasswordValidityDays: 365,
      },
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] },
    },
  };
  const made = await create(given);
  expect(made).toMatchObject(given);
  const invited = await create({
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: true,
      InviteMessageTemplate: {
        EmailMessage: "{username}: {####}",
        EmailSubject: "Welcome",
        SMSMessage: "{username} {####}",
      },
    },
    UsernameAttributes: ["phone_number", "email"],
  });
  expect(invited).toMatchObject({
    UsernameAttributes: ["phone_number", "email"],
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: true,
      UnusedAccountValidityDays: 7,
      InviteMessageTemplate: { EmailMessage: "{username}: {####}", EmailSubject: "Welcome" },
    },
  });
  for (const member of ["AliasAttributes", "AutoVerifiedAttributes", "SmsConfiguration", "Domain", "Status"]) {
    expect(invited).not.toHaveProperty(member);
  }
});

// badmintoncryer/cdk-preflight, measured on 2026-09-08.
test("SMS texts may have several lines, by the pattern that refusals print (recorded)", async () => {
  const text = "Your code:\n{####}\n";
  const invitation = { SMSMessage: "Welcome {username},\n{####}\n" };
  const given = {
    SmsVerificationMessage: text,
    SmsAuthenticationMessage: text,
    VerificationMessageTemplate: { SmsMessage: text },
    AdminCreateUserConfig: { InviteMessageTemplate: invitation },
  };
  expect(await create(given)).toMatchObject(given);
  const refusal = (at: string) =>
    `InvalidParameterException: 1 validation error detected: Value 'Your code.' at '${at}' failed to satisfy constraint: Member must satisfy regular expression pattern: (?s).*\\{####\\}(?s).*`;
  expect(await refused({ SmsVerificationMessage: "Your code." })).toBe(refusal("smsVerificationMessage"));
  expect(await refused({ VerificationMessageTemplate: { SmsMessage: "Your code." } })).toBe(
    refusal("verificationMessageTemplate.smsMessage"),
  );
  expect(await refused({ AdminCreateUserConfig: { InviteMessageTemplate: { SMSMessage: "Your code." } } })).toBe(
    refusal("adminCreateUserConfig.inviteMessage.smsMessage"),
  );
});

// badmintoncryer/cdk-preflight, measured on 2026-09-08.
test("e-mail comes from an address, with or without a name: InvalidParameterException (recorded)", async () => {
  const from = (From: string): Partial<CreateUserPoolCommandInput> => ({
    EmailConfiguration: {
      EmailSendingAccount: "DEVELOPER",
      SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/admin@example.com",
      From,
    },
  });
  expect(await refused(from("not an address"))).toBe(
    "InvalidParameterException: Provided From email address is invalid",
  );
  for (const sender of ["admin@example.com", "Admin <admin@example.com>", '"Admin, Ph.D." <admin@example.com>']) {
    expect(await create(from(sender))).toMatchObject(from(sender));
  }
});

test("Cognito's own sender has an address of its own: InvalidParameterException (observed: aws-cdk issue 9739)", async () => {
  for (const account of [{}, { EmailSendingAccount: "COGNITO_DEFAULT" as const }]) {
    expect(await refused({ EmailConfiguration: { ...account, From: "admin@example.com" } })).toBe(
      "InvalidParameterException: Cannot configure From email address for default email configuration",
    );
  }
  const ReplyToEmailAddress = "admin@example.com";
  expect(await create({ EmailConfiguration: { ReplyToEmailAddress } })).toMatchObject({
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", ReplyToEmailAddress },
  });
});

// badmintoncryer/cdk-preflight, measured on 2026-09-08.
describe("resources of another region", () => {
  test("functions are refused: InvalidParameterException (recorded)", async () => {
    const LambdaArn = LAMBDA.replace("us-east-1", "ap-northeast-1");
    const refusal = "InvalidParameterException: Cross-region lambda functions are not supported";
    expect(await refused({ LambdaConfig: { PreSignUp: LambdaArn } })).toBe(refusal);
    expect(await refused({ LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: "V2_0", LambdaArn } } })).toBe(
      refusal,
    );
    const PreSignUp = LAMBDA.replace("000000000000", "111122223333");
    expect(await create({ LambdaConfig: { PreSignUp } })).toMatchObject({ LambdaConfig: { PreSignUp } });
  });

  test("text messages go out where the pool is: InvalidParameterException (recorded)", async () => {
    expect(await refused({ SmsConfiguration: { ...SMS, SnsRegion: "ap-northeast-1" } })).toBe(
      "InvalidParameterException: Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
    );
  });

  test("identities of SES are refused outside of three regions: InvalidParameterException (recorded)", async () => {
    const sentFrom = (region: string): Partial<CreateUserPoolCommandInput> => ({
      EmailConfiguration: {
        EmailSendingAccount: "DEVELOPER",
        SourceArn: `arn:aws:ses:${region}:000000000000:identity/admin@example.com`,
      },
    });
    expect(await refused(sentFrom("ap-northeast-1"))).toBe(
      "InvalidParameterException: Invalid EmailConfiguration.SourceArn. Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.",
    );
    expect(await create(sentFrom("us-west-2"))).toMatchObject(sentFrom("us-west-2"));
  });
});

test("what only the newest clients send comes back too", async () => {
  const given = {
    DcrConfiguration: { EnableStatus: "Enabled", OpenDcrEnabled: false, AllowedScopes: ["openid"] },
    AcrConfiguration: { Level1: { AcrValue: "urn:example:low" } },
  };
  const { body } = await rawCall(server, "CreateUserPool", { PoolName: "newest", ...given });
  const { Id } = JSON.parse(body).UserPool;
  expect(JSON.parse(body).UserPool).toMatchObject(given);
  const described = await rawCall(server, "DescribeUserPool", { UserPoolId: Id });
  expect(JSON.parse(described.body).UserPool).toMatchObject(given);
});

test("tags that bear names of object prototypes are tags like others", async () => {
  const UserPoolTags = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}');
  const { body } = await rawCall(server, "CreateUserPool", { PoolName: "tagged", UserPoolTags });
  const described = await rawCall(server, "DescribeUserPool", { UserPoolId: JSON.parse(body).UserPool.Id });
  expect(Object.entries(JSON.parse(described.body).UserPool.UserPoolTags).toSorted()).toEqual(
    Object.entries(UserPoolTags).toSorted(),
  );
});

describe("schema", () => {
  test("custom attributes of each type, and a developer's, come back with their prefix and bounds (documented)", async () => {
    const { SchemaAttributes = [] } = await create({
      Schema: [
        { Name: "team", AttributeDataType: "String", StringAttributeConstraints: { MinLength: "1", MaxLength: "20" } },
        { Name: "level", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" } },
        { Name: "active", AttributeDataType: "Boolean", Mutable: false },
        { Name: "since", AttributeDataType: "DateTime" },
        { Name: "rank", AttributeDataType: "String", DeveloperOnlyAttribute: true },
        { Name: "email", AttributeDataType: "String", Required: true, Mutable: false },
      ],
    });
    const shown = (name: string) => SchemaAttributes.find(({ Name }) => Name === name);
    const plain = { DeveloperOnlyAttribute: false, Mutable: true, Required: false };
    expect(SchemaAttributes.slice(20)).toEqual([
      {
        ...plain,
        Name: "custom:team",
        AttributeDataType: "String",
        StringAttributeConstraints: { MinLength: "1", MaxLength: "20" },
      },
      {
        ...plain,
        Name: "custom:level",
        AttributeDataType: "Number",
        NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" },
      },
      { ...plain, Name: "custom:active", AttributeDataType: "Boolean", Mutable: false },
      { ...plain, Name: "custom:since", AttributeDataType: "DateTime" },
      {
        ...plain,
        Name: "dev:custom:rank",
        AttributeDataType: "String",
        DeveloperOnlyAttribute: true,
        StringAttributeConstraints: {},
      },
    ]);
    expect(shown("email")).toMatchObject({ Required: true, Mutable: false });
  });

  test("fifty custom attributes are taken, one more is refused (documented; text assumed)", async () => {
    const Schema = Array.from({ length: 50 }, (_, index) => ({
      Name: `a${index}`,
      AttributeDataType: "String" as const,
    }));
    expect((await create({ Schema })).SchemaAttributes).toHaveLength(70);
    expect(await refused({ Schema: [...Schema, { Name: "b", AttributeDataType: "String" }] })).toMatch(
      /^InvalidParameterException: /,
    );
  });

  test("a custom attribute's name has at most twenty characters (model)", async () => {
    const named = (length: number) => ({
      Schema: [{ Name: "n".repeat(length), AttributeDataType: "String" as const }],
    });
    await create(named(20));
    expect(await refused(named(21))).toMatch(/^InvalidParameterException: 1 validation error detected: Value /);
  });

  test("a required custom attribute is refused (quoted by third parties)", async () => {
    const Schema = [{ Name: "team", AttributeDataType: "String" as const, Required: true }];
    expect(await refused({ Schema })).toBe(
      "InvalidParameterException: Required custom attributes are not supported currently.",
    );
  });

  test("names that object prototypes have are names like others", async () => {
    const Schema = ["__proto__", "constructor"].map((Name) => ({ Name, AttributeDataType: "String" as const }));
    const { SchemaAttributes = [] } = await create({ Schema });
    expect(SchemaAttributes.slice(20).map(({ Name }) => Name)).toEqual(["custom:__proto__", "custom:constructor"]);
  });
});

describe("refusals", () => {
  test("a name is needed, of 1 to 128 letters, digits, spaces and a few signs (model)", async () => {
    expect(await refused({ PoolName: undefined })).toBe(
      "InvalidParameterException: 1 validation error detected: Value null at 'poolName' failed to satisfy constraint: Member must not be null",
    );
    for (const PoolName of ["", "x".repeat(129), "no/slash", "é"]) {
      expect(await refused({ PoolName })).toMatch(/^InvalidParameterException: \d validation error/);
    }
    expect((await create({ PoolName: "A b+c=d,e.f@g-h_1".padEnd(128, "x") })).Name).toHaveLength(128);
  });

  test("LITE has no passkeys: FeatureUnavailableInTierException (measured)", async () => {
    const Policies = {
      SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] as ("PASSWORD" | "WEB_AUTHN")[] },
    };
    expect(await refused({ UserPoolTier: "LITE", Policies })).toBe(
      "FeatureUnavailableInTierException: The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In",
    );
  });

  test("fifty tags are taken, one more and reserved keys are refused: UserPoolTaggingException (texts assumed)", async () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
    await create({ UserPoolTags: tags(50) });
    expect(await refused({ UserPoolTags: tags(51) })).toMatch(/^UserPoolTaggingException: /);
    for (const key of ["aws:x", "AWS:x"]) {
      expect(await refused({ UserPoolTags: { [key]: "v" } })).toMatch(/^UserPoolTaggingException: /);
    }
    expect(await refused({ UserPoolTags: { ["k".repeat(129)]: "v" } })).toMatch(/^InvalidParameterException: /);
    expect(await refused({ UserPoolTags: { k: "v".repeat(257) } })).toMatch(/^InvalidParameterException: /);
  });

  test("a refused pool leaves nothing behind", async () => {
    const theirs = sdkClient(server, { account: "999900001111" });
    const refusedPool = theirs.send(new CreateUserPoolCommand({ PoolName: "x", UserPoolTags: { "aws:x": "v" } }));
    expect(await refusedCall(refusedPool)).toMatch(/^UserPoolTaggingException/);
    expect((await theirs.send(new ListUserPoolsCommand({ MaxResults: 1 }))).UserPools).toEqual([]);
  });

  test("values of the wrong type or outside an enumeration are refused by the wire or the model", async () => {
    const call = (more: object) => rawCall(server, "CreateUserPool", { PoolName: "x", ...more });
    expect(await call({ AutoVerifiedAttributes: "email" })).toMatchObject({
      status: 400,
      body: expect.stringContaining("SerializationException"),
    });
    expect(await call({ AutoVerifiedAttributes: ["name"] })).toMatchObject({
      status: 400,
      body: expect.stringContaining("InvalidParameterException"),
    });
    expect(await call({ Policies: { PasswordPolicy: { MinimumLength: 5 } } })).toMatchObject({
      status: 400,
      body: expect.stringContaining("InvalidParameterException"),
    });
  });

  test("it takes a signature", async () => {
    expect(await rawCall(server, "CreateUserPool", { PoolName: "x" }, { signed: false })).toMatchObject({
      status: 400,
      body: expect.stringContaining("MissingAuthenticationTokenException"),
    });
  });
});
