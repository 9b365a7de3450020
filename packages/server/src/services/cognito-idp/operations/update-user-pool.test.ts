import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DeleteUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  TagResourceCommand,
  UpdateUserPoolCommand,
  type UpdateUserPoolCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;

const newPool = async (request: Partial<CreateUserPoolCommandInput> = {}) =>
  present((await client.send(new CreateUserPoolCommand({ PoolName: "changed", ...request }))).UserPool?.Id);
const describePool = async (UserPoolId: string) =>
  present((await client.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool);
const update = (UserPoolId: string, request: Partial<UpdateUserPoolCommandInput> = {}) =>
  client.send(new UpdateUserPoolCommand({ UserPoolId, ...request }));

const LAMBDA = "arn:aws:lambda:us-east-1:000000000000:function:f";
const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x" };

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("it answers {} and moves LastModifiedDate, nothing else of a pool with defaults (recorded)", async () => {
  const id = await newPool({ UserPoolTier: "LITE" });
  const before = await describePool(id);
  server.advance({ seconds: 5 });
  expect(await rawCall(server, "UpdateUserPool", { UserPoolId: id })).toEqual({ status: 200, body: "{}" });
  const { LastModifiedDate, ...after } = await describePool(id);
  const { LastModifiedDate: earlier, ...same } = before;
  expect(after).toEqual(same);
  expect(present(LastModifiedDate).getTime()).toBeGreaterThan(present(earlier).getTime());
});

test("functions of another region are refused here as well: InvalidParameterException (recorded)", async () => {
  const id = await newPool();
  const PreSignUp = LAMBDA.replace("us-east-1", "ap-northeast-1");
  expect(await refusedCall(update(id, { LambdaConfig: { PreSignUp } }))).toBe(
    "InvalidParameterException: Cross-region lambda functions are not supported",
  );
});

test("what is omitted goes back to its default (documented), what AWS was measured to keep stays", async () => {
  const id = await newPool({
    AutoVerifiedAttributes: ["email"],
    DeletionProtection: "ACTIVE",
    LambdaConfig: { PreSignUp: LAMBDA },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_LINK", EmailSubject: "Hello" },
    UserPoolTags: { team: "red" },
    Policies: { PasswordPolicy: { MinimumLength: 12 } },
    UsernameConfiguration: { CaseSensitive: false },
    AliasAttributes: ["email"],
    Schema: [{ Name: "team", AttributeDataType: "String" }],
  });
  await update(id);
  const after = await describePool(id);
  expect(after).toMatchObject({
    Name: "changed",
    DeletionProtection: "INACTIVE",
    LambdaConfig: {},
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false },
    VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE" },
    UserPoolTags: { team: "red" },
    Policies: { PasswordPolicy: { MinimumLength: 12 } },
    UsernameConfiguration: { CaseSensitive: false },
    AliasAttributes: ["email"],
  });
  expect(after).not.toHaveProperty("AutoVerifiedAttributes");
  expect(after).not.toHaveProperty("EmailVerificationSubject");
  expect(after.SchemaAttributes).toHaveLength(22);
});

test("what was given is described afterwards", async () => {
  const id = await newPool();
  const given: Partial<UpdateUserPoolCommandInput> = {
    AutoVerifiedAttributes: ["email", "phone_number"],
    SmsConfiguration: SMS,
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["phone_number"] },
    DeletionProtection: "ACTIVE",
    UserPoolTags: { a: "1" },
    UserPoolTier: "PLUS",
    UserPoolAddOns: { AdvancedSecurityMode: "AUDIT" },
    Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
    IssuerConfiguration: { Type: "UPDATED" },
  };
  await update(id, { ...given, PoolName: "renamed" });
  expect(await describePool(id)).toMatchObject({ ...given, Name: "renamed" });
});

test("a described pool can be given back as it is, but for the days of temporary passwords (documented)", async () => {
  const id = await newPool({
    AutoVerifiedAttributes: ["email"],
    EmailVerificationMessage: "Your code is {####}",
    LambdaConfig: { PreTokenGeneration: LAMBDA },
    Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: 3 } },
    UserPoolTags: { team: "red" },
  });
  const { LastModifiedDate: _, ...before } = await describePool(id);
  const readBack = {
    Policies: before.Policies,
    LambdaConfig: before.LambdaConfig,
    AutoVerifiedAttributes: before.AutoVerifiedAttributes,
    EmailVerificationMessage: before.EmailVerificationMessage,
    VerificationMessageTemplate: before.VerificationMessageTemplate,
    UserAttributeUpdateSettings: before.UserAttributeUpdateSettings,
    MfaConfiguration: before.MfaConfiguration,
    EmailConfiguration: before.EmailConfiguration,
    UserPoolTags: before.UserPoolTags,
    DeletionProtection: before.DeletionProtection,
    AccountRecoverySetting: before.AccountRecoverySetting,
    UserPoolTier: before.UserPoolTier,
    KeyConfiguration: before.KeyConfiguration,
    IssuerConfiguration: before.IssuerConfiguration,
  };
  const { AdminCreateUserConfig } = before;
  expect(await refusedCall(update(id, { ...readBack, AdminCreateUserConfig }))).toBe(
    "InvalidParameterException: Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays",
  );
  await update(id, {
    ...readBack,
    AdminCreateUserConfig: { ...AdminCreateUserConfig, UnusedAccountValidityDays: undefined },
  });
  const { LastModifiedDate: __, ...after } = await describePool(id);
  expect(after).toEqual(before);
});

describe("tags", () => {
  test("those given replace all there were; an empty map removes them (assumed)", async () => {
    const id = await newPool({ UserPoolTags: { team: "red", stage: "test" } });
    await update(id, { UserPoolTags: { team: "blue" } });
    expect((await describePool(id)).UserPoolTags).toEqual({ team: "blue" });
    await update(id, { UserPoolTags: {} });
    expect((await describePool(id)).UserPoolTags).toEqual({});
  });

  test("reserved keys and too many are refused and change nothing: UserPoolTaggingException (texts assumed)", async () => {
    const id = await newPool({ UserPoolTags: { team: "red" } });
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"]));
    for (const UserPoolTags of [{ "aws:x": "v" }, many]) {
      expect(await refusedCall(update(id, { UserPoolTags, DeletionProtection: "ACTIVE" }))).toMatch(
        /^UserPoolTaggingException: /,
      );
    }
    expect(await describePool(id)).toMatchObject({ UserPoolTags: { team: "red" }, DeletionProtection: "INACTIVE" });
  });
});

describe("MFA", () => {
  test("it is not turned on without a factor (quoted by third parties), then it is, and stays when omitted (measured)", async () => {
    const id = await newPool();
    for (const MfaConfiguration of ["ON", "OPTIONAL"] as const) {
      expect(await refusedCall(update(id, { MfaConfiguration }))).toBe(
        "InvalidParameterException: Cannot turn MFA functionality ON, once the user pool has been created",
      );
    }
    await client.send(
      new SetUserPoolMfaConfigCommand({
        UserPoolId: id,
        MfaConfiguration: "OPTIONAL",
        SoftwareTokenMfaConfiguration: { Enabled: true },
      }),
    );
    await update(id, { MfaConfiguration: "ON" });
    await update(id, { AutoVerifiedAttributes: ["email"] });
    expect((await describePool(id)).MfaConfiguration).toBe("ON");
    const config = await client.send(new GetUserPoolMfaConfigCommand({ UserPoolId: id }));
    expect(config).toMatchObject({ MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: true } });
  });
});

describe("tier", () => {
  const clientWith = (UserPoolId: string, more: object) =>
    client.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: "c", ...more }));
  const TIER = "The following features need to be disabled for the LITE pricing tier configured:";

  test("clients that rotate refresh tokens hinder the way down to LITE: TierChangeNotAllowedException (recorded)", async () => {
    const id = await newPool();
    const { UserPoolClient } = await clientWith(id, { RefreshTokenRotation: { Feature: "ENABLED" } });
    expect(await refusedCall(update(id, { UserPoolTier: "LITE" }))).toBe(
      `TierChangeNotAllowedException: ${TIER} Refresh Token Rotation`,
    );
    expect((await describePool(id)).UserPoolTier).toBe("ESSENTIALS");
    await client.send(new DeleteUserPoolClientCommand({ UserPoolId: id, ClientId: UserPoolClient?.ClientId }));
    await update(id, { UserPoolTier: "LITE" });
    expect((await describePool(id)).UserPoolTier).toBe("LITE");
  });

  test("and so do clients with the choice-based flow (name assumed)", async () => {
    const id = await newPool();
    await clientWith(id, { ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
    expect(await refusedCall(update(id, { UserPoolTier: "LITE" }))).toBe(
      `TierChangeNotAllowedException: ${TIER} Choice-Based Sign-In`,
    );
  });

  test("a feature that the present tier lacks is refused: FeatureUnavailableInTierException (measured on creation)", async () => {
    const id = await newPool({ UserPoolTier: "LITE" });
    const PreTokenGenerationConfig = { LambdaVersion: "V2_0" as const, LambdaArn: LAMBDA };
    expect(await refusedCall(update(id, { LambdaConfig: { PreTokenGenerationConfig } }))).toBe(
      `FeatureUnavailableInTierException: ${TIER} Token Customization with Pre-Token Generation Lambda V2_0`,
    );
    await update(id, { UserPoolTier: "ESSENTIALS", LambdaConfig: { PreTokenGenerationConfig } });
  });

  test("a client cannot slip a feature in while the tier goes down", async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await newPool();
      await Promise.allSettled([
        clientWith(id, { RefreshTokenRotation: { Feature: "ENABLED" } }),
        update(id, { UserPoolTier: "LITE" }),
      ]);
      const { UserPoolTier } = await describePool(id);
      const again = await Promise.allSettled([clientWith(id, { RefreshTokenRotation: { Feature: "ENABLED" } })]);
      expect(again[0]?.status).toBe(UserPoolTier === "LITE" ? "rejected" : "fulfilled");
    }
  });
});

test("of many changes at once none is lost: tags of one call and the name of another", async () => {
  const id = await newPool({ UserPoolTags: { first: "1" } });
  const { Arn } = await describePool(id);
  await Promise.all([
    ...Array.from({ length: 10 }, (_, index) =>
      client.send(new TagResourceCommand({ ResourceArn: Arn, Tags: { [`k${index}`]: "v" } })),
    ),
    ...Array.from({ length: 10 }, () => update(id, { PoolName: "renamed" })),
  ]);
  const { Name, UserPoolTags = {} } = await describePool(id);
  expect(Name).toBe("renamed");
  expect(Object.keys(UserPoolTags)).toHaveLength(11);
});

test("a refused change changes nothing", async () => {
  const id = await newPool();
  const before = await describePool(id);
  expect(
    await refusedCall(
      update(id, { PoolName: "other", AutoVerifiedAttributes: ["phone_number"], DeletionProtection: "ACTIVE" }),
    ),
  ).toBe(
    "InvalidParameterException: SMS configuration is required when phone_number is selected for auto verification",
  );
  expect(await describePool(id)).toEqual(before);
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const id = await newPool();
  await expectPoolBoundaries(server, "UpdateUserPool", id, (caller, UserPoolId) =>
    caller.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: "ACTIVE" })),
  );
  expect((await describePool(id)).DeletionProtection).toBe("INACTIVE");
});
