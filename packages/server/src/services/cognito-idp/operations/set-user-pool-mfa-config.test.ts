import {
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DescribeUserPoolCommand,
  GetUserPoolMfaConfigCommand,
  SetUserPoolMfaConfigCommand,
  type SetUserPoolMfaConfigCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Poolhouse } from "@poolhouse/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectPoolBoundaries } from "../../../../test/cognito-idp/pool-boundaries.ts";
import { rawCall } from "../../../../test/cognito-idp/raw-call.ts";
import { refusedCall } from "../../../../test/cognito-idp/refused-call.ts";
import { present, sdkClient } from "../../../../test/cognito-idp/test-pool.ts";
import { startTestServer } from "../../../../test/start-test-server.ts";

let server: Poolhouse;
let client: ReturnType<typeof sdkClient>;
const newPool = async (more: Partial<CreateUserPoolCommandInput> = {}) =>
  present((await client.send(new CreateUserPoolCommand({ PoolName: "factors", ...more }))).UserPool?.Id);
const set = async (UserPoolId: string, request: Omit<SetUserPoolMfaConfigCommandInput, "UserPoolId">) => {
  const { $metadata: _, ...answer } = await client.send(new SetUserPoolMfaConfigCommand({ UserPoolId, ...request }));
  return answer;
};
const get = async (UserPoolId: string) => {
  const { $metadata: _, ...answer } = await client.send(new GetUserPoolMfaConfigCommand({ UserPoolId }));
  return answer;
};
const describePool = async (UserPoolId: string) =>
  present((await client.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool);

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x", SnsRegion: "us-east-1" };
const TOTP = { SoftwareTokenMfaConfiguration: { Enabled: true } };

beforeAll(async () => {
  server = await startTestServer();
  client = sdkClient(server);
});
afterAll(() => server.close());

test("what was set is answered, read back by GetUserPoolMfaConfig, and described (documented: AWS CLI)", async () => {
  const id = await newPool({
    EmailConfiguration: {
      EmailSendingAccount: "DEVELOPER",
      SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/a",
    },
  });
  server.advance({ seconds: 5 });
  const before = await describePool(id);
  const request: Omit<SetUserPoolMfaConfigCommandInput, "UserPoolId"> = {
    SmsMfaConfiguration: { SmsAuthenticationMessage: "Your code is {####}.", SmsConfiguration: SMS },
    ...TOTP,
    EmailMfaConfiguration: { Message: "Your code is {####}", Subject: "Code" },
    MfaConfiguration: "OPTIONAL",
    WebAuthnConfiguration: { RelyingPartyId: "auth.example.com", UserVerification: "preferred" },
  };
  expect(await set(id, request)).toEqual(request);
  expect(await get(id)).toEqual(request);
  const after = await describePool(id);
  expect(after).toMatchObject({
    MfaConfiguration: "OPTIONAL",
    SmsConfiguration: SMS,
    SmsAuthenticationMessage: "Your code is {####}.",
  });
  expect(present(after.LastModifiedDate).getTime()).toBeGreaterThan(present(before.LastModifiedDate).getTime());
});

test("text messages go out where the pool is: InvalidParameterException (recorded)", async () => {
  const id = await newPool();
  const elsewhere = { SmsConfiguration: { ...SMS, SnsRegion: "ap-northeast-1" } };
  expect(await refusedCall(set(id, { MfaConfiguration: "ON", SmsMfaConfiguration: elsewhere }))).toBe(
    "InvalidParameterException: Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1",
  );
});

// badmintoncryer/cdk-preflight, measured on 2026-09-08; Terraform's acceptance tests of an id of digits.
test("a relying party is a name, no URL: InvalidParameterException (recorded)", async () => {
  const id = await newPool();
  expect(await refusedCall(set(id, { WebAuthnConfiguration: { RelyingPartyId: "https://example.com" } }))).toBe(
    "InvalidParameterException: RelyingPartyId contains invalid characters",
  );
  const WebAuthnConfiguration = { RelyingPartyId: "123456789" };
  expect(await set(id, { WebAuthnConfiguration })).toMatchObject({ WebAuthnConfiguration });
});

test("switching MFA off forgets its factors and keeps the pool's sender of text messages (measured; sender assumed)", async () => {
  const id = await newPool();
  await set(id, { MfaConfiguration: "ON", SmsMfaConfiguration: { SmsConfiguration: SMS }, ...TOTP });
  expect(await rawCall(server, "SetUserPoolMfaConfig", { UserPoolId: id, MfaConfiguration: "OFF" })).toEqual({
    status: 200,
    body: '{"MfaConfiguration":"OFF"}',
  });
  expect(await get(id)).toEqual({ MfaConfiguration: "OFF" });
  expect((await describePool(id)).SmsConfiguration).toEqual(SMS);
});

test("a refused setting changes nothing", async () => {
  const id = await newPool();
  await set(id, { MfaConfiguration: "ON", ...TOTP });
  expect(await refusedCall(set(id, { MfaConfiguration: "OFF", ...TOTP }))).toBe(
    "InvalidParameterException: Invalid MFA configuration given, can't turn off MFA and configure an MFA together.",
  );
  expect(await get(id)).toEqual({ MfaConfiguration: "ON", ...TOTP });
});

test("LITE has no mail as a factor: FeatureUnavailableInTierException (documented)", async () => {
  const id = await newPool({ UserPoolTier: "LITE" });
  expect(await refusedCall(set(id, { MfaConfiguration: "ON", EmailMfaConfiguration: {} }))).toBe(
    "FeatureUnavailableInTierException: The following features need to be disabled for the LITE pricing tier configured: Email MFA",
  );
});

test("messages without the code's place, and values outside the enumerations, are refused by the model", async () => {
  const id = await newPool();
  const invalid = (more: object) => rawCall(server, "SetUserPoolMfaConfig", { UserPoolId: id, ...more });
  for (const more of [
    { SmsMfaConfiguration: { SmsAuthenticationMessage: "no place" } },
    { EmailMfaConfiguration: { Message: "no place" } },
    { MfaConfiguration: "SOMETIMES" },
    { WebAuthnConfiguration: { UserVerification: "maybe" } },
  ]) {
    expect(await invalid(more)).toMatchObject({ status: 400, body: expect.stringContaining("InvalidParameter") });
  }
});

test("of two settings at once the later one holds as a whole", async () => {
  const id = await newPool();
  const sms = { MfaConfiguration: "OPTIONAL" as const, SmsMfaConfiguration: { SmsConfiguration: SMS } };
  await Promise.all([set(id, { MfaConfiguration: "ON", ...TOTP }), set(id, sms)]);
  expect([{ MfaConfiguration: "ON", ...TOTP }, sms]).toContainEqual(await get(id));
});

test("a pool that does not exist, or is another account's or region's, is not found: ResourceNotFoundException (recorded)", async () => {
  const id = await newPool();
  await expectPoolBoundaries(server, "SetUserPoolMfaConfig", id, (caller, UserPoolId) =>
    caller.send(new SetUserPoolMfaConfigCommand({ UserPoolId, MfaConfiguration: "ON", ...TOTP })),
  );
  expect(await get(id)).toEqual({ MfaConfiguration: "OFF" });
});
