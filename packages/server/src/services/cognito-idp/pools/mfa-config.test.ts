import { describe, expect, test } from "vitest";
import { onTheWire, refusal, samplePool } from "../../../../test/cognito-idp/sample-records.ts";
import type { CreateUserPoolRequest, SetUserPoolMfaConfigRequest } from "../../../models/cognito-idp/types.ts";
import { mfaConfigToWire, withMfaConfig } from "./mfa-config.ts";

type Request = Omit<SetUserPoolMfaConfigRequest, "UserPoolId">;

const SMS = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", ExternalId: "x", SnsRegion: "us-east-1" };
const OWN_MAIL: Partial<CreateUserPoolRequest> = {
  EmailConfiguration: { EmailSendingAccount: "DEVELOPER", SourceArn: "arn:aws:ses:us-east-1:000000000000:identity/a" },
};
const set = (request: Request, before = samplePool()) => withMfaConfig(before, { UserPoolId: before.id, ...request });
const answer = (request: Request, before?: ReturnType<typeof samplePool>) =>
  onTheWire(mfaConfigToWire(set(request, before)));
const refused = (request: Request, before?: ReturnType<typeof samplePool>) => refusal(() => set(request, before));

const TOGETHER =
  "InvalidParameterException: Invalid MFA configuration given, can't turn off MFA and configure an MFA together.";

describe("measured at AWS", () => {
  test.each<Request>([
    { SoftwareTokenMfaConfiguration: { Enabled: true } },
    { SoftwareTokenMfaConfiguration: { Enabled: false } },
    { EmailMfaConfiguration: { Subject: "Code", Message: "{####}" } },
    { SmsMfaConfiguration: { SmsConfiguration: SMS } },
  ])("no factor is configured while MFA is off or omitted, be it only to switch it off: %o", (factor) => {
    expect(refused({ MfaConfiguration: "OFF", ...factor })).toBe(TOGETHER);
    expect(refused(factor)).toBe(TOGETHER);
  });

  test("omitting MfaConfiguration switches MFA off and forgets the factors", () => {
    const before = set({ MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: true } });
    expect(answer({}, before)).toEqual({ MfaConfiguration: "OFF" });
  });

  test("passkeys are configured whether MFA is on or off, and are no second factor", () => {
    const WebAuthnConfiguration = { RelyingPartyId: "example.com", UserVerification: "preferred" as const };
    expect(answer({ MfaConfiguration: "OFF", WebAuthnConfiguration })).toEqual({
      MfaConfiguration: "OFF",
      WebAuthnConfiguration,
    });
    expect(refused({ MfaConfiguration: "OPTIONAL", WebAuthnConfiguration })).toBe(
      "InvalidParameterException: Invalid MFA Configuration given. SMS MFA, Email MFA, or Software Token MFA must be enabled.",
    );
  });

  test("one-time codes begin no sign-in that MFA is required for; with optional MFA they may", () => {
    const before = samplePool({ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } } });
    const factor = { SoftwareTokenMfaConfiguration: { Enabled: true } };
    expect(refused({ MfaConfiguration: "ON", ...factor }, before)).toBe(
      "InvalidParameterException: Only PASSWORD and WEB_AUTHN (if configured) can be enabled as an auth factor if MFA is enabled",
    );
    expect(answer({ MfaConfiguration: "OPTIONAL", ...factor }, before)).toMatchObject({ MfaConfiguration: "OPTIONAL" });
  });

  test("a passkey that counts once begins no sign-in that MFA is required for", () => {
    const before = samplePool({ Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } });
    const on: Request = { MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: true } };
    expect(refused(on, before)).toBe(
      "InvalidParameterException: Cannot set WebAuthn factor configuration to SINGLE_FACTOR if MFA is required and WebAuthn is an allowed first auth factor",
    );
    const FactorConfiguration = "MULTI_FACTOR_WITH_USER_VERIFICATION";
    expect(answer({ ...on, WebAuthnConfiguration: { FactorConfiguration } }, before)).toMatchObject({
      WebAuthnConfiguration: { FactorConfiguration },
    });
  });

  test("mail as a factor needs a sender of one's own", () => {
    expect(refused({ MfaConfiguration: "ON", EmailMfaConfiguration: {} })).toBe(
      "InvalidParameterException: Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT. Update the value of EmailSendingAccount.",
    );
  });
});

test("documented: mail as a factor needs a tier above LITE", () => {
  const before = samplePool({ ...OWN_MAIL, UserPoolTier: "LITE" });
  expect(refused({ MfaConfiguration: "ON", EmailMfaConfiguration: {} }, before)).toBe(
    "FeatureUnavailableInTierException: The following features need to be disabled for the LITE pricing tier configured: Email MFA",
  );
});

test("reported: mail is no second factor where it is the only way to recover (text assumed)", () => {
  const RecoveryMechanisms = [{ Name: "verified_email" as const, Priority: 1 }];
  const before = samplePool({ ...OWN_MAIL, AccountRecoverySetting: { RecoveryMechanisms } });
  expect(refused({ MfaConfiguration: "ON", EmailMfaConfiguration: {} }, before)).toMatch(
    /^InvalidParameterException: /,
  );
});

test("documented: every factor that was set comes back (AWS CLI, set-user-pool-mfa-config)", () => {
  const request: Request = {
    SmsMfaConfiguration: { SmsAuthenticationMessage: "Your code is {####}.", SmsConfiguration: SMS },
    SoftwareTokenMfaConfiguration: { Enabled: true },
    EmailMfaConfiguration: { Message: "Your code is {####}", Subject: "Code" },
    MfaConfiguration: "OPTIONAL",
    WebAuthnConfiguration: { RelyingPartyId: "auth.example.com", UserVerification: "preferred" },
  };
  expect(answer(request, samplePool(OWN_MAIL))).toEqual(request);
});

test("documented: sender and text of the messages are the pool's own (CreateUserPool, SmsConfiguration)", () => {
  const { settings } = set({ MfaConfiguration: "ON", SmsMfaConfiguration: { SmsConfiguration: SMS } });
  expect(settings.smsConfiguration).toEqual(SMS);
  const created = samplePool({
    MfaConfiguration: "ON",
    SmsConfiguration: SMS,
    SmsAuthenticationMessage: "{####} it is",
  });
  expect(onTheWire(mfaConfigToWire(created))).toEqual({
    MfaConfiguration: "ON",
    SmsMfaConfiguration: { SmsConfiguration: SMS, SmsAuthenticationMessage: "{####} it is" },
  });
});

test("measured at AWS: text messages need a sender", () => {
  expect(refused({ MfaConfiguration: "ON", SmsMfaConfiguration: {} })).toBe(
    "InvalidParameterException: SMS configuration and Auto verification for phone_number are required when MFA is required/optional",
  );
});

test("read back by Terraform's acceptance tests: a software token that is off stays named beside another factor", () => {
  const request: Request = {
    MfaConfiguration: "ON",
    SmsMfaConfiguration: { SmsConfiguration: SMS },
    SoftwareTokenMfaConfiguration: { Enabled: false },
  };
  expect(answer(request)).toMatchObject({ SoftwareTokenMfaConfiguration: { Enabled: false } });
});

test("assumed: the configuration of passkeys stays when it is omitted", () => {
  const before = set({ WebAuthnConfiguration: { RelyingPartyId: "example.com" } });
  expect(answer({ MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: true } }, before)).toMatchObject({
    WebAuthnConfiguration: { RelyingPartyId: "example.com" },
  });
});

test("what a pool was given before regions were looked at refuses no setting of factors (assumed)", () => {
  const LambdaConfig = { PreSignUp: "arn:aws:lambda:us-east-1:000000000000:function:check" };
  const SmsConfiguration = { SnsCallerArn: "arn:aws:iam::000000000000:role/sms", SnsRegion: "us-east-1" };
  const elsewhere = { ...samplePool({ LambdaConfig, SmsConfiguration }), region: "eu-west-3" };
  expect(
    set({ MfaConfiguration: "ON", SoftwareTokenMfaConfiguration: { Enabled: true } }, elsewhere).mfa,
  ).toMatchObject({ softwareTokenMfa: { Enabled: true } });
});
